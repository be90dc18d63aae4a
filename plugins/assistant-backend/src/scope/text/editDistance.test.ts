import { editDistanceWithin } from './editDistance';

/** The textbook way: the whole table, without a limit. */
function slowDistance(a: string, b: string): number {
  const table = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (__, j) => (i && j ? 0 : i + j)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      table[i][j] = Math.min(
        table[i - 1][j] + 1,
        table[i][j - 1] + 1,
        table[i - 1][j - 1] + Number(a[i - 1] !== b[j - 1]),
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? table[i - 2][j - 2] + 1
          : Infinity,
      );
    }
  }
  return table[a.length][b.length];
}

describe('editDistanceWithin', () => {
  it('agrees with the textbook on all words of up to six letters out of two', () => {
    const words = [''];
    for (let i = 0; words.length < 127; i++) {
      words.push(`${words[i]}a`, `${words[i]}b`);
    }
    for (const a of words) {
      for (const b of words) {
        const expected = slowDistance(a, b);
        for (const limit of [0, 1, 2, 7]) {
          expect([a, b, limit, editDistanceWithin(a, b, limit)]).toEqual([
            a,
            b,
            limit,
            Math.min(expected, limit + 1),
          ]);
        }
      }
    }
  });
});
