import { formatAge, formatMoment } from './formatAge';

const now = Date.parse('2026-11-24T12:00:00Z');

describe('formatAge', () => {
  it.each([
    ['2026-11-24T11:59:58Z', 'now', 'сейчас'],
    ['2026-11-24T11:59:00Z', '1 minute ago', '1 минуту назад'],
    ['2026-11-24T11:18:00Z', '42 minutes ago', '42 минуты назад'],
    ['2026-11-24T09:00:00Z', '3 hours ago', '3 часа назад'],
    ['2026-11-23T12:00:00Z', 'yesterday', 'вчера'],
    ['2026-11-17T12:00:00Z', '7 days ago', '7 дней назад'],
    ['2026-11-25T12:00:00Z', 'tomorrow', 'завтра'],
  ])('%s', (at, en, ru) => {
    expect(formatAge(at, now, 'en')).toBe(en);
    expect(formatAge(at, now, 'ru')).toBe(ru);
  });

  it('gives a date when it is long ago, and nothing for nonsense', () => {
    expect(formatAge('2026-03-01T12:00:00Z', now, 'en')).toBe('Mar 1, 2026');
    expect(formatAge('soon', now, 'en')).toBe('');
  });
});

describe('formatMoment', () => {
  it('follows the language', () => {
    expect(formatMoment('2026-11-24T12:00:00Z', 'en')).toContain(
      'Nov 24, 2026',
    );
    expect(formatMoment('2026-11-24T12:00:00Z', 'ru')).toContain('нояб');
  });
});
