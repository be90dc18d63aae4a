import { memoryChart } from '../../testUtils/diagnosedAnswer';
import { chartData, summarizeLine, valueAt } from './chartData';

const chart = (changes: Partial<typeof memoryChart>) => ({
  ...memoryChart,
  band: [],
  thresholds: [],
  markers: [],
  ...changes,
});

describe('chartData', () => {
  it('joins lines and band by time, in order', () => {
    const data = chartData(
      chart({
        lines: [
          {
            name: 'a',
            points: [
              [2, 20],
              [1, 10],
            ],
          },
          { name: 'b', points: [[2, 5]] },
        ],
        band: [[1, 8, 12]],
        thresholds: [{ label: 'limit', value: 40 }],
      }),
    );
    expect(data).toEqual({
      rows: [
        { t: 1, values: [10, undefined], band: [8, 12] },
        { t: 2, values: [20, 5] },
      ],
      from: 1,
      to: 2,
      lowest: 5,
      highest: 40,
    });
  });

  it('leaves gaps where there is no number', () => {
    const data = chartData(
      chart({
        lines: [
          {
            name: 'a',
            points: [
              [1, NaN],
              [2, Infinity],
              [3, -1],
              [NaN, 1],
            ],
          },
        ],
        band: [[3, NaN, 1]],
      }),
    );
    expect(data.rows).toEqual([{ t: 3, values: [-1] }]);
    expect([data.lowest, data.highest]).toEqual([-1, -1]);
  });

  it('bears very many points and none', () => {
    const points = Array.from({ length: 200_000 }, (_, i): [number, number] => [
      i,
      i % 100,
    ]);
    expect(chartData(chart({ lines: [{ name: 'a', points }] })).highest).toBe(
      99,
    );
    expect(chartData(chart({ lines: [] }))).toMatchObject({
      rows: [],
      lowest: 0,
      highest: 0,
    });
  });
});

describe('valueAt', () => {
  it('is the value nearest in time', () => {
    const rows = [
      { t: 0, values: [1] },
      { t: 10, values: [undefined, 5] },
      { t: 20, values: [undefined] },
    ];
    expect(valueAt(rows, 4)).toBe(1);
    expect(valueAt(rows, 18)).toBe(5);
    expect(valueAt([], 18)).toBeUndefined();
  });
});

describe('summarizeLine', () => {
  it('tells least, largest and latest', () => {
    expect(
      summarizeLine([
        [3, 7],
        [1, 9],
        [2, -2],
        [4, NaN],
      ]),
    ).toEqual({
      lowest: -2,
      highest: 9,
      latest: 7,
    });
    expect(summarizeLine([])).toBeUndefined();
  });
});
