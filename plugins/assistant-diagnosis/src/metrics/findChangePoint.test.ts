import { findChangePoint } from './findChangePoint';
import { createNoise } from './testNoise';

const MINUTE = 60_000;

function find(values: readonly number[]) {
  return findChangePoint({ times: values.map((_, i) => i * MINUTE), values });
}

function make(
  length: number,
  level: (i: number) => number,
  options: { seed?: number; noise?: number } = {},
): number[] {
  const noise = createNoise(options.seed ?? 1);
  return Array.from(
    { length },
    (_, i) => level(i) + (options.noise ?? 1) * noise(),
  );
}

describe('findChangePoint', () => {
  it.each([10, 60, 150, 290])('finds a shift at %i', at => {
    const found = find(make(300, i => (i < at ? 50 : 80)))!;
    expect(Math.abs(found.index - at)).toBeLessThanOrEqual(1);
    expect(found.timeMs).toBe(found.index * MINUTE);
    expect(found.before).toBeCloseTo(50, -0.5);
    expect(found.after).toBeCloseTo(80, -0.5);
    expect(found.deviations).toBeGreaterThan(15);
  });

  it('finds a fall as well, of noisy values too', () => {
    const found = find(make(200, i => (i < 120 ? 30 : 20), { noise: 4 }))!;
    expect(Math.abs(found.index - 120)).toBeLessThanOrEqual(5);
    expect(found.after).toBeLessThan(found.before);
  });

  it('finds where a ramp begins, not its middle', () => {
    const found = find(make(200, i => 50 + Math.max(0, i - 100) * 2))!;
    expect(found.index).toBeGreaterThanOrEqual(95);
    expect(found.index).toBeLessThanOrEqual(112);
  });

  it('finds the start of what has ended meanwhile', () => {
    const found = find(make(300, i => (i >= 100 && i < 140 ? 90 : 50)))!;
    expect(Math.abs(found.index - 100)).toBeLessThanOrEqual(1);
  });

  it('finds a step of a constant', () => {
    const found = find(make(60, i => (i < 40 ? 0 : 3), { noise: 0 }))!;
    expect(found).toMatchObject({ index: 40, before: 0, after: 3 });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('finds none in noise, seed %i', seed => {
    expect(find(make(500, () => 100, { seed }))).toBeUndefined();
  });

  it('finds none in spikes of one or two points', () => {
    const spiky = make(200, i => (i % 50 < 2 ? 500 : 50));
    expect(find(spiky)).toBeUndefined();
  });

  it('finds none in a constant, in few points, in no numbers', () => {
    expect(find(new Array(100).fill(7))).toBeUndefined();
    expect(find(new Array(100).fill(0))).toBeUndefined();
    expect(find([1, 2, 300])).toBeUndefined();
    expect(find([])).toBeUndefined();
    expect(find(new Array(100).fill(NaN))).toBeUndefined();
  });

  it('passes over gaps and keeps the places', () => {
    const values = make(200, i => (i < 120 ? 50 : 80)).map((value, i) =>
      i % 3 === 0 ? NaN : value,
    );
    const found = find(values)!;
    expect(Math.abs(found.index - 120)).toBeLessThanOrEqual(2);
    expect(Number.isNaN(values[found.index])).toBe(false);
  });

  it('gives the same answer again', () => {
    const values = make(300, i => (i < 200 ? 5 : 9));
    expect(find(values)).toEqual(find([...values]));
  });
});
