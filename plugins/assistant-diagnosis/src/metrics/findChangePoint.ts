import { median, quantile, sortFinite } from './quantiles';

/** Splits need this distance in standard errors: metrics are not independent, so more than the usual 3. */
const LIMIT = 6;
const SHORTEST = 3;
const FEWEST = 8;
const LEVEL_FLOOR = 0.05;
const MOST_SPLITS = 32;

/** @public */
export interface ChangePoint {
  /** First point of the new state. */
  index: number;
  timeMs: number;
  before: number;
  after: number;
  /** Size of the change in standard deviations of the noise. */
  deviations: number;
}

interface Split {
  at: number;
  jump: number;
  error: number;
}

/**
 * When it began: the first point after which a series has another level.
 *
 * The series is cut where the cumulated sum leaves its straight line most, and each part again, while the halves
 * differ by more than noise explains. The noise is estimated from neighbouring points, so the change itself does
 * not inflate it. Of the cuts the largest counts; a ramp consists of several in a row and begins with the first.
 * Spikes of one or two points are no change. The same input gives the same answer.
 *
 * @public
 */
export function findChangePoint(options: {
  times: readonly number[];
  values: readonly number[];
}): ChangePoint | undefined {
  const rows = options.values.flatMap((value, i) =>
    Number.isFinite(value) && Number.isFinite(options.times[i]) ? [i] : [],
  );
  if (rows.length < FEWEST) {
    return undefined;
  }
  const raw = rows.map(i => options.values[i]);
  const values = withoutSpikes(raw);
  const noise = noiseOf(raw);
  const splits = splitAll(values, noise);
  const largest = splits.reduce<Split | undefined>(
    (best, split) =>
      Math.abs(split.jump) > Math.abs(best?.jump ?? 0) ? split : best,
    undefined,
  );
  if (!largest) {
    return undefined;
  }
  const first = beginningOf(largest, splits, values.length);
  const before = median(values.slice(previousCut(first, splits), first));
  const index = walkBack({ values, first, before, noise, jump: largest.jump });
  const next = splits.find(({ at }) => at > largest.at)?.at ?? values.length;
  const after = median(values.slice(largest.at, next));
  return {
    index: rows[index],
    timeMs: options.times[rows[index]],
    before,
    after,
    deviations: Math.abs(after - before) / noise,
  };
}

/** Median of five neighbours, at the ends of the five nearest: up to two points in a row leave no trace. */
function withoutSpikes(values: readonly number[]): number[] {
  return values.map((_, i) => {
    const from = Math.min(Math.max(0, i - 2), values.length - 5);
    return median(values.slice(from, from + 5));
  });
}

/** From the differences of neighbours; a series without any has the floor of its level. */
function noiseOf(values: readonly number[]): number {
  const steps = values.slice(1).map((value, i) => Math.abs(value - values[i]));
  const sorted = sortFinite(steps);
  const scale = (1.4826 * quantile(sorted, 0.5)) / Math.SQRT2;
  const level = median(values.map(Math.abs)) || Math.max(...sorted);
  return Math.max(scale, 0.01 * level, Number.MIN_VALUE);
}

function splitAll(values: readonly number[], noise: number): Split[] {
  const found: Split[] = [];
  const open: [number, number][] = [[0, values.length]];
  while (open.length > 0 && found.length < MOST_SPLITS) {
    const [from, to] = open.pop()!;
    const split = bestSplit(values, { from, to, noise });
    if (split) {
      found.push(split);
      open.push([from, split.at], [split.at, to]);
    }
  }
  return found.sort((a, b) => a.at - b.at);
}

function bestSplit(
  values: readonly number[],
  options: { from: number; to: number; noise: number },
): Split | undefined {
  const { from, to, noise } = options;
  const total = values.slice(from, to).reduce((n, value) => n + value, 0);
  let best: Split | undefined;
  let left = 0;
  for (let at = from + 1; at <= to - SHORTEST; at++) {
    left += values[at - 1];
    const n = at - from;
    const m = to - at;
    if (n < SHORTEST) {
      continue;
    }
    const jump = (total - left) / m - left / n;
    const error = Math.abs(jump) / (noise * Math.sqrt(1 / n + 1 / m));
    if (error > (best?.error ?? LIMIT) && isLarge(jump, left / n, noise)) {
      best = { at, jump, error };
    }
  }
  return best;
}

function isLarge(jump: number, level: number, noise: number): boolean {
  return Math.abs(jump) >= Math.max(1.5 * noise, LEVEL_FLOOR * Math.abs(level));
}

/** Goes back over cuts of the same direction that follow one another closely. */
function beginningOf(
  largest: Split,
  splits: readonly Split[],
  length: number,
): number {
  const reach = Math.max(10, length / 5);
  let begin = largest.at;
  for (let i = splits.indexOf(largest) - 1; i >= 0; i--) {
    const isSame = Math.sign(splits[i].jump) === Math.sign(largest.jump);
    if (!isSame || begin - splits[i].at > reach) {
      break;
    }
    begin = splits[i].at;
  }
  return begin;
}

function previousCut(at: number, splits: readonly Split[]): number {
  return splits.filter(split => split.at < at).pop()?.at ?? 0;
}

function walkBack(options: {
  values: readonly number[];
  first: number;
  before: number;
  noise: number;
  jump: number;
}): number {
  const { values, before, noise, jump } = options;
  let index = options.first;
  while (
    index > 1 &&
    (values[index - 1] - before) * Math.sign(jump) > 3 * noise
  ) {
    index--;
  }
  return index;
}
