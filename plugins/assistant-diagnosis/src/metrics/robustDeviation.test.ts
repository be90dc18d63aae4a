import { robustDeviation } from './robustDeviation';
import { createNoise } from './testNoise';

const noise = createNoise(9);
const BASELINE = Array.from({ length: 200 }, () => 100 + 10 * noise());

describe('robustDeviation', () => {
  it('measures the window in spreads of the baseline', () => {
    const far = robustDeviation({
      baseline: BASELINE,
      window: new Array(20).fill(235),
    });
    // The range of quartiles is 1.35 deviations of 10
    expect(far).toBeGreaterThan(8);
    expect(far).toBeLessThan(12);
  });

  it('hardly changes when a tenth of the baseline is the fault', () => {
    const window = new Array(20).fill(235);
    const clean = robustDeviation({ baseline: BASELINE, window });
    const dirty = robustDeviation({
      baseline: [...BASELINE, ...new Array(20).fill(235)],
      window,
    });
    expect(dirty).toBeGreaterThan(0.75 * clean);
  });

  it('does not let a nearly constant series win', () => {
    const constant = new Array(100).fill(100);
    expect(
      robustDeviation({ baseline: constant, window: [101, 101] }),
    ).toBeCloseTo(0.2, 6);
    expect(robustDeviation({ baseline: constant, window: constant })).toBe(0);
  });

  it('is bounded where the baseline is all zeros', () => {
    const baseline = new Array(50).fill(0);
    expect(robustDeviation({ baseline, window: [0, 3, 3, 3] })).toBeCloseTo(20);
    expect(robustDeviation({ baseline, window: [0, 0] })).toBe(0);
  });

  it('has no opinion without numbers', () => {
    expect(robustDeviation({ baseline: [], window: [1] })).toBe(0);
    expect(robustDeviation({ baseline: [1, 2], window: [] })).toBe(0);
    expect(robustDeviation({ baseline: [NaN], window: [1] })).toBe(0);
    expect(
      robustDeviation({ baseline: [1, NaN, 1], window: [Infinity, 1] }),
    ).toBe(0);
  });
});
