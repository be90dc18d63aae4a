import { median } from './quantiles';

const FEWEST = 10;
/** Pairs grow with the square: a line through 150 points is as good. */
const MOST = 150;
const HOUR = 3600_000;

/** @public */
export interface SaturationForecast {
  /** Hours from the last point until the capacity is reached; 0 if it is. */
  hours: number;
  fullAtMs: number;
  growthPerHour: number;
  /** 0 to 1: how steadily it grows, and how far ahead of what was seen the forecast reaches. */
  confidence: number;
}

/**
 * When something that fills up will be full, by the median of all slopes between two points (Theil and Sen): single
 * outliers do not bend it.
 *
 * Nothing with fewer than 10 points, without growth, or beyond `horizonHours`.
 *
 * @public
 */
export function forecastSaturation(options: {
  times: readonly number[];
  values: readonly number[];
  capacity: number;
  horizonHours: number;
}): SaturationForecast | undefined {
  const points = thin(
    options.times
      .map((time, i) => ({ time, value: options.values[i] }))
      .filter(p => Number.isFinite(p.time) && Number.isFinite(p.value))
      .sort((a, b) => a.time - b.time),
  );
  if (points.length < FEWEST || !Number.isFinite(options.capacity)) {
    return undefined;
  }
  const slopes = slopesOf(points);
  const slope = median(slopes);
  const last = points[points.length - 1];
  const now = median(points.map(p => p.value + slope * (last.time - p.time)));
  const left = options.capacity - now;
  const ms = left <= 0 ? 0 : left / slope;
  if ((left > 0 && !(slope > 0)) || !(ms <= options.horizonHours * HOUR)) {
    return undefined;
  }
  const rising = slopes.filter(s => s > 0).length / slopes.length;
  const steadiness = left <= 0 ? 1 : Math.max(0, 2 * rising - 1);
  const reach = (last.time - points[0].time) / Math.max(ms, 1);
  return {
    hours: ms / HOUR,
    fullAtMs: last.time + ms,
    growthPerHour: slope * HOUR,
    confidence: steadiness * Math.min(1, Math.sqrt(reach)),
  };
}

interface Point {
  time: number;
  value: number;
}

function slopesOf(points: readonly Point[]): number[] {
  return points.flatMap((a, i) =>
    points
      .slice(i + 1)
      .filter(b => b.time > a.time)
      .map(b => (b.value - a.value) / (b.time - a.time)),
  );
}

/** Every n-th point, the last one always. */
function thin(points: readonly Point[]): Point[] {
  const step = Math.max(1, Math.ceil(points.length / MOST));
  return points.filter((_, i) => (points.length - 1 - i) % step === 0);
}
