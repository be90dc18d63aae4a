/** Numbers that can be judged, in order of size. @internal */
export function sortFinite(values: Iterable<number>): number[] {
  return [...values].filter(Number.isFinite).sort((a, b) => a - b);
}

/** Quantile of sorted numbers, between neighbours where it falls between; `NaN` of none. @internal */
export function quantile(sorted: readonly number[], share: number): number {
  if (sorted.length === 0) {
    return NaN;
  }
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  return below + (above - below) * (place - Math.floor(place));
}

/** @internal */
export function median(values: Iterable<number>): number {
  return quantile(sortFinite(values), 0.5);
}

/** Scale of a normal distribution with this median absolute deviation. @internal */
export function robustScale(values: readonly number[]): number {
  const center = median(values);
  return 1.4826 * median(values.map(value => Math.abs(value - center)));
}
