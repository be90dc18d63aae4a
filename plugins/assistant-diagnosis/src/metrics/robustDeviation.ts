import { quantile, sortFinite } from './quantiles';

/** Without it series that hardly ever move would win every ranking. */
const LEVEL_FLOOR = 0.05;

/**
 * How far a window lies from its baseline, in spreads of the baseline: the 95th percentile of |x - median| by the
 * interquartile range, with a floor of 5 % of the level.
 *
 * Median and range rather than mean and deviation, because the baseline mostly holds the fault's first minutes.
 * 0 if either side has no number.
 *
 * @public
 */
export function robustDeviation(options: {
  baseline: readonly number[];
  window: readonly number[];
}): number {
  const baseline = sortFinite(options.baseline);
  const window = sortFinite(options.window);
  if (baseline.length === 0 || window.length === 0) {
    return 0;
  }
  const center = quantile(baseline, 0.5);
  const range = quantile(baseline, 0.75) - quantile(baseline, 0.25);
  const distances = sortFinite(window.map(value => Math.abs(value - center)));
  const far = quantile(distances, 0.95);
  if (far === 0) {
    return 0;
  }
  // A baseline of zeros has no level of its own: then what came is the level
  const level = Math.abs(center) || far;
  return far / Math.max(range, LEVEL_FLOOR * level);
}
