import { timeTicks, valueTicks } from './ticks';

const MINUTE = 60_000;
const at = (hours: number, minutes = 0) =>
  new Date(2026, 10, 20, hours, minutes).getTime();
const clock = (time: number) => {
  const date = new Date(time);
  return `${date.getHours()}:${String(date.getMinutes()).padStart(2, '0')}`;
};

describe('timeTicks', () => {
  it('stands at round moments of the clock of the reader', () => {
    expect(timeTicks(at(13, 31), at(14, 20), 4).map(clock)).toEqual([
      '13:45',
      '14:00',
      '14:15',
    ]);
    expect(timeTicks(at(2, 10), at(22), 4).map(clock)).toEqual([
      '6:00',
      '12:00',
      '18:00',
    ]);
  });

  it.each([1, 2, 7, 90])('never makes more than asked, over %s days', days => {
    const ticks = timeTicks(at(0), at(0) + days * 24 * 60 * MINUTE, 4);
    expect(ticks.length).toBeGreaterThan(0);
    expect(ticks.length).toBeLessThanOrEqual(5);
  });

  it('gives nothing where there is no time', () => {
    expect(timeTicks(at(1), at(1), 5)).toEqual([]);
    expect(timeTicks(at(2), at(1), 5)).toEqual([]);
    expect(timeTicks(NaN, at(1), 5)).toEqual([]);
    expect(timeTicks(at(1), at(2), 0)).toEqual([]);
  });
});

describe('valueTicks', () => {
  const mebi = 2 ** 20;

  it.each([
    [0, 450 * mebi, 'By', [0, 256 * mebi, 512 * mebi]],
    [0, 0.12, '1', [0, 0.05, 0.1, 0.15000000000000002]],
    [0, 4210, '', [0, 2000, 4000, 6000]],
    [-3, 3, '', [-4, -2, 0, 2, 4]],
    [0, 0, 's', [0, 1]],
  ])('rounds %s to %s %s', (low, high, unit, expected) => {
    expect(valueTicks(low, high, unit)).toEqual(expected);
  });

  it.each(['By', 's'])('covers values of every size in %s', unit => {
    for (let power = -4; power < 15; power++) {
      const high = 7.3 * 10 ** power;
      const ticks = valueTicks(0, high, unit);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(high);
      expect(ticks.length).toBeLessThanOrEqual(6);
    }
  });
});
