import { compareSiblings } from './compareSiblings';

const pod = (id: string, ...values: number[]) => ({ id, values });

describe('compareSiblings', () => {
  it('finds the odd one', () => {
    const found = compareSiblings([
      pod('a', 100, 101, 99),
      pod('b', 102, 98, 101),
      pod('c', 99, 103, 100),
      pod('d', 300, 310, 290),
    ]);
    expect(found.map(({ id }) => id)).toEqual(['d']);
    expect(found[0]).toMatchObject({ level: 300, usual: 100.5 });
    expect(found[0].deviations).toBeGreaterThan(10);
  });

  it('says the direction and sorts the farthest first', () => {
    const found = compareSiblings([
      ...[1, 2, 3, 4, 5].map(i => pod(`p${i}`, 100 + i)),
      pod('low', 10),
      pod('high', 400),
    ]);
    expect(
      found.map(({ id, deviations }) => [id, Math.sign(deviations)]),
    ).toEqual([
      ['high', 1],
      ['low', -1],
    ]);
  });

  it('does not call small differences of nearly equal ones odd', () => {
    const alike = [100, 100, 100, 100, 110].map((n, i) => pod(`p${i}`, n));
    expect(compareSiblings(alike)).toEqual([]);
  });

  it('is not moved by one spike within a series', () => {
    const pods = ['a', 'b', 'c', 'd'].map(id => pod(id, 10, 11, 9, 10, 10));
    pods[2].values[1] = 10_000;
    expect(compareSiblings(pods)).toEqual([]);
  });

  it('finds one that alone has errors', () => {
    const found = compareSiblings([
      pod('a', 0),
      pod('b', 0),
      pod('c', 0),
      pod('d', 5),
    ]);
    expect(found.map(({ id }) => id)).toEqual(['d']);
  });

  it('has no opinion on too few, all equal or no numbers', () => {
    expect(compareSiblings([pod('a', 1), pod('b', 100)])).toEqual([]);
    expect(compareSiblings([pod('a', 0), pod('b', 0), pod('c', 0)])).toEqual(
      [],
    );
    expect(
      compareSiblings([pod('a', NaN), pod('b'), pod('c', 1), pod('d', 9)]),
    ).toEqual([]);
    expect(compareSiblings([])).toEqual([]);
  });
});
