import { readPath, readText, readTexts } from './readPath';
import { readTime } from './readTime';

describe('readTime', () => {
  const at = Date.UTC(2026, 10, 24, 12, 0, 0, 123);
  it.each([
    ['2026-11-24T12:00:00.123Z', at],
    ['2026-11-24T12:00:00.123456789Z', at],
    ['2026-11-24T15:00:00.123+03:00', at],
    ['2026-11-24 12:00:00,123Z', at],
    [at, at],
    [at / 1000, at],
    [at * 1000, at],
    [`${at}000000`, at],
    [0, undefined],
    [-5, undefined],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
    [NaN, undefined],
  ])('reads %s', (value, expected) => {
    expect(readTime(value)).toBe(expected);
  });
});

describe('readPath', () => {
  const value = {
    'a.b': { c: 1 },
    a: { d: { e: 'x' }, 'f.g': 'y' },
    'log.level': 'error',
    __proto__: { evil: 'z' },
  };
  it.each([
    ['a.b.c', 1],
    ['a.d.e', 'x'],
    ['a.f.g', 'y'],
    ['log.level', 'error'],
    ['a.b.x', undefined],
    ['constructor.name', undefined],
    ['evil', undefined],
  ])('%s', (path, expected) => {
    expect(readPath(value as never, path)).toBe(expected);
  });

  it('reads texts alone', () => {
    expect(readText({ a: '', b: 5, c: 'x' }, 'a', 'b', 'c')).toBe('5');
    expect(readTexts({ a: { b: 'x', c: 1, d: {} } }, 'none', 'a')).toEqual({
      b: 'x',
    });
    expect(readTexts({ a: ['x'] }, 'a')).toBeUndefined();
  });
});
