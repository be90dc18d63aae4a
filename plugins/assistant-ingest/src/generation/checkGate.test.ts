import { checkGate } from './checkGate';

const counts = (record: Record<string, number>) =>
  new Map(Object.entries(record));
const failed = (options: Parameters<typeof checkGate>[0]) =>
  checkGate(options)
    .filter(({ passed }) => !passed)
    .map(({ check }) => check);

describe('checkGate', () => {
  it.each<[string, Record<string, number>, Record<string, number>, string[]]>([
    ['nothing changed', { a: 100 }, { a: 100 }, []],
    ['30 % fewer', { a: 100 }, { a: 70 }, []],
    ['31 % fewer', { a: 100 }, { a: 69 }, ['size']],
    ['30 % more', { a: 100 }, { a: 130 }, []],
    ['31 % more', { a: 100 }, { a: 131 }, ['size']],
    ['a few more in a small base', { a: 3 }, { a: 8 }, []],
    [
      'a source became empty',
      { a: 100, b: 3 },
      { a: 100 },
      ['no-empty-source'],
    ],
    ['a source that never had any', { a: 100, b: 0 }, { a: 100, b: 0 }, []],
    ['a new source', { a: 100 }, { a: 100, b: 20 }, []],
    ['everything is gone', { a: 100 }, {}, ['size', 'no-empty-source']],
  ])('%s', (_, before, after, expected) => {
    expect(
      failed({
        before: counts(before),
        after: counts(after),
        config: { sizeChange: 0.3 },
      }),
    ).toEqual(expected);
  });

  it('lets a first build pass when it has documents', () => {
    const config = { sizeChange: 0.3 };
    expect(
      failed({ before: undefined, after: counts({ a: 1 }), config }),
    ).toEqual([]);
    expect(failed({ before: undefined, after: counts({}), config })).toEqual([
      'not-empty',
    ]);
  });

  it('says what it saw', () => {
    expect(
      checkGate({
        before: counts({ techdocs: 40, markdown: 2 }),
        after: counts({ techdocs: 50 }),
        config: { sizeChange: 0.3 },
      }).map(({ detail }) => detail),
    ).toEqual([
      '42 documents before, 50 now (+19 %, allowed ±30 %)',
      'markdown had 2 documents and has none',
    ]);
  });
});
