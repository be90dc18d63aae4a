import { median, robustScale } from './quantiles';

/** Usual limit for outliers by the median absolute deviation. */
const LIMIT = 3.5;
const LEVEL_FLOOR = 0.05;
const FEWEST = 3;

/** @public */
export interface SiblingOutlier {
  id: string;
  level: number;
  /** Median of all siblings. */
  usual: number;
  /** Distance in spreads of the siblings, negative if below. */
  deviations: number;
}

/**
 * Which of several alike, such as the pods of one workload, differs from the rest; the farthest first.
 *
 * Needs three with numbers. If half of them differ, none is odd.
 *
 * @public
 */
export function compareSiblings(
  siblings: readonly { id: string; values: readonly number[] }[],
): SiblingOutlier[] {
  const levels = siblings
    .map(({ id, values }) => ({ id, level: median(values) }))
    .filter(({ level }) => Number.isFinite(level));
  if (levels.length < FEWEST) {
    return [];
  }
  const all = levels.map(({ level }) => level);
  const usual = median(all);
  const floor =
    LEVEL_FLOOR * (Math.abs(usual) || Math.max(...all.map(Math.abs)));
  const scale = Math.max(robustScale(all), floor);
  return levels
    .map(({ id, level }) => ({
      id,
      level,
      usual,
      deviations: level === usual ? 0 : (level - usual) / scale,
    }))
    .filter(({ deviations }) => Math.abs(deviations) >= LIMIT)
    .sort((a, b) => Math.abs(b.deviations) - Math.abs(a.deviations));
}
