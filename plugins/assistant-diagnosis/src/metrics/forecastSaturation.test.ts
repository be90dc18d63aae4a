import { forecastSaturation } from './forecastSaturation';
import { createNoise } from './testNoise';

const HOUR = 3600_000;

function forecast(
  values: readonly number[],
  options: { capacity?: number; horizonHours?: number } = {},
) {
  return forecastSaturation({
    times: values.map((_, i) => i * (HOUR / 4)),
    values,
    capacity: options.capacity ?? 100,
    horizonHours: options.horizonHours ?? 72,
  });
}

describe('forecastSaturation', () => {
  it('says when a steady growth is full', () => {
    // 1 an hour from 50: at hour 24.75 it is 74.75
    const found = forecast(Array.from({ length: 100 }, (_, i) => 50 + i / 4))!;
    expect(found.growthPerHour).toBeCloseTo(1, 6);
    expect(found.hours).toBeCloseTo(25.25, 4);
    expect(found.fullAtMs).toBeCloseTo(50 * HOUR, -3);
    expect(found.confidence).toBeGreaterThan(0.95);
  });

  it('is not bent by outliers, and is less sure with noise', () => {
    const noise = createNoise(4);
    const values = Array.from({ length: 400 }, (_, i) => 20 + i / 10 + noise());
    values[50] = 5_000;
    values[399] = 0;
    const found = forecast(values, { horizonHours: 200 })!;
    // 40 are left at 0.4 an hour
    expect(found.hours).toBeGreaterThan(92);
    expect(found.hours).toBeLessThan(108);
    expect(found.growthPerHour).toBeCloseTo(0.4, 1);
    const calm = forecast(
      Array.from({ length: 400 }, (_, i) => 20 + i / 10),
      { horizonHours: 200 },
    )!;
    expect(found.confidence).toBeLessThan(calm.confidence);
  });

  it('trusts a short look back little', () => {
    const found = forecast(
      Array.from({ length: 12 }, (_, i) => 10 + i / 4),
      { horizonHours: 1_000 },
    )!;
    expect(found.hours).toBeGreaterThan(80);
    expect(found.confidence).toBeLessThan(0.25);
  });

  it('says 0 hours of what is full', () => {
    const found = forecast(Array.from({ length: 50 }, () => 120))!;
    expect(found).toMatchObject({ hours: 0, confidence: 1 });
  });

  it('forecasts nothing without growth, far away or of few points', () => {
    const flat = new Array(50).fill(40);
    expect(forecast(flat)).toBeUndefined();
    expect(forecast(flat.map((v, i) => v - i / 10))).toBeUndefined();
    expect(forecast(flat.map((v, i) => v + i / 1000))).toBeUndefined();
    expect(forecast([1, 2, 3])).toBeUndefined();
    expect(forecast(new Array(50).fill(NaN))).toBeUndefined();
    expect(forecast(flat, { capacity: NaN })).toBeUndefined();
  });

  it('does not mind disorder and times that repeat', () => {
    const times = Array.from({ length: 60 }, (_, i) => i * HOUR);
    const values = times.map((_, i) => i);
    const options = { capacity: 100, horizonHours: 72 };
    const ordered = forecastSaturation({ times, values, ...options });
    const reversed = forecastSaturation({
      times: [...times].reverse(),
      values: [...values].reverse(),
      ...options,
    });
    expect(reversed).toEqual(ordered);
    expect(
      forecastSaturation({
        times: new Array(60).fill(5),
        values,
        ...options,
      }),
    ).toBeUndefined();
  });
});
