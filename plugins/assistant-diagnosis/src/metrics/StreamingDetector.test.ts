import { StreamingDetector } from './StreamingDetector';
import { DETECTOR } from './detectorConstants';
import { createNoise } from './testNoise';

const STEP = 5 * 60_000;
const DAY = 288;

/** Daily wave with noise: what a healthy service's load looks like. */
function makeWave(days: number, seed = 1): number[] {
  const noise = createNoise(seed);
  return Array.from(
    { length: days * DAY },
    (_, i) => 100 + 40 * Math.sin((2 * Math.PI * i) / DAY) + 3 * noise(),
  );
}

function scoresOf(values: readonly number[], step = STEP): number[] {
  const detector = StreamingDetector.create();
  return values.map((value, i) => detector.push(i * step, value));
}

describe('StreamingDetector', () => {
  it.each([0, 0.1, -5, 1e9, 1e37])(
    'never alarms on a million points of %s',
    value => {
      const detector = StreamingDetector.create();
      let worst = 0;
      for (let i = 0; i < 1_000_000; i++) {
        worst = Math.max(worst, detector.push(i * 15_000, value));
      }
      expect(worst).toBeLessThan(1e-3);
    },
  );

  it('stays calm on two weeks of daily waves', () => {
    const alarms = scoresOf(makeWave(14)).filter(score => score >= 1);
    expect(alarms.length).toBeLessThan(14);
  });

  it('finds a peak at an hour that is quiet on other days', () => {
    const values = makeWave(9);
    // A value that every noon has, at night
    const night = 8 * DAY + 210;
    for (let i = night; i < night + 12; i++) {
      values[i] = 135;
    }
    const scores = scoresOf(values);
    expect(Math.max(...scores.slice(night, night + 12))).toBeGreaterThan(1);
    expect(Math.max(...scores.slice(night - DAY, night))).toBeLessThan(1);
  });

  it('finds a level shift of a series that is hours old', () => {
    const noise = createNoise(2);
    const values = Array.from(
      { length: 120 },
      (_, i) => (i < 100 ? 10 : 20) + noise(),
    );
    const scores = scoresOf(values, 60_000);
    expect(Math.max(...scores.slice(40, 100))).toBeLessThan(1);
    expect(Math.max(...scores.slice(100, 112))).toBeGreaterThan(1);
  });

  it('judges no season of a series with fewer than 12 points a day', () => {
    const sparse = StreamingDetector.create();
    for (let i = 0; i < 100; i++) {
      sparse.push(i * 3 * 3600_000, i % 8);
    }
    // With a season the band would follow the eight values of the day
    const bands = [0, 1, 2].map(i => sparse.bandAt((100 + i) * 3 * 3600_000));
    expect(bands[1]).toEqual(bands[0]);
    expect(bands[2]).toEqual(bands[0]);
  });

  it('takes values that are no numbers for gaps', () => {
    const clean = makeWave(3);
    const detector = StreamingDetector.create();
    const scores = clean.map((value, i) => {
      for (const bad of [NaN, Infinity, -Infinity, 1e300]) {
        expect(detector.push(i * STEP, bad)).toBe(0);
      }
      expect(detector.push(NaN, value)).toBe(0);
      return detector.push(i * STEP, value);
    });
    expect(scores).toEqual(scoresOf(clean));
  });

  it('goes on after a gap of days without forgetting the season', () => {
    const values = makeWave(12);
    const detector = StreamingDetector.create();
    const scores = values.map((value, i) =>
      i >= 7 * DAY && i < 10 * DAY ? 0 : detector.push(i * STEP, value),
    );
    const after = scores.slice(10 * DAY);
    expect(after.filter(score => score >= 1).length).toBeLessThan(5);
  });

  it('survives times that repeat, go back or are absurd', () => {
    const detector = StreamingDetector.create();
    const noise = createNoise(3);
    const times = [0, 0, -1, 8.64e15, 1970, -8.64e15, 1e20, 5, 5];
    for (let i = 0; i < 5000; i++) {
      const score = detector.push(times[i % times.length], 10 + noise());
      expect(Number.isFinite(score)).toBe(true);
    }
    expect(detector.bandAt(0)?.expected).toBeCloseTo(10, 0);
  });

  it('gives a number that JSON can carry for a jump of a constant', () => {
    const scores = scoresOf([...new Array(100).fill(0), 1e30]);
    expect(scores[100]).toBe(DETECTOR.largestScore);
  });

  it('knows nothing of values to come', () => {
    const values = makeWave(4);
    const whole = scoresOf(values);
    const part = scoresOf(values.slice(0, 3 * DAY));
    expect(whole.slice(0, 3 * DAY)).toEqual(part);
  });

  it('draws a band that holds normal values and not the fault', () => {
    const values = makeWave(8);
    const fault = 7 * DAY + 100;
    values[fault] = 300;
    const detector = StreamingDetector.create();
    const judged = values.map((value, i) => {
      const band = detector.bandAt(i * STEP);
      detector.push(i * STEP, value);
      return { value, band };
    });
    const isInside = ({ value, band }: (typeof judged)[number]) =>
      band !== undefined && value >= band.lower && value <= band.upper;
    const normal = judged.filter((_, i) => i >= 2 * DAY && i !== fault);
    expect(isInside(judged[fault])).toBe(false);
    expect(normal.filter(isInside).length / normal.length).toBeGreaterThan(
      0.99,
    );
    const isOrdered = normal.every(
      ({ band }) =>
        band!.lower < band!.expected && band!.expected < band!.upper,
    );
    expect(isOrdered).toBe(true);
  });

  it('has no band for a young series', () => {
    const detector = StreamingDetector.create();
    detector.push(0, 1);
    expect(detector.bandAt(STEP)).toBeUndefined();
  });

  it('goes on from a stored state with the same scores', () => {
    const values = makeWave(9);
    const first = StreamingDetector.create();
    const half = 5 * DAY + 7;
    values.slice(0, half).forEach((value, i) => first.push(i * STEP, value));
    const state = first.serialize();
    expect(state.byteLength).toBeLessThan(8_500);
    const second = StreamingDetector.restore(state)!;
    for (let i = half; i < values.length; i++) {
      expect(second.bandAt(i * STEP)).toEqual(first.bandAt(i * STEP));
      expect(second.push(i * STEP, values[i])).toBe(
        first.push(i * STEP, values[i]),
      );
    }
  });

  it('does not go on from a damaged state', () => {
    const state = StreamingDetector.create().serialize();
    expect(StreamingDetector.restore(state.slice(1))).toBeUndefined();
    expect(StreamingDetector.restore(new Uint8Array())).toBeUndefined();
    const other = state.slice();
    other[0] = 99;
    expect(StreamingDetector.restore(other)).toBeUndefined();
    expect(StreamingDetector.restore(state)).toBeInstanceOf(StreamingDetector);
  });
});
