const TAIL = 5;
const FEWEST = 12;

function sorted(values: Float64Array): Float64Array {
  return Float64Array.from(values).sort();
}

/** Median of the last points. */
export function lastLevel(values: Float64Array): number {
  const tail = sorted(values.subarray(-TAIL));
  return tail[Math.floor(tail.length / 2)] ?? 0;
}

/** A cheap look that spares most series the search for a change point. */
export function movedLately(values: Float64Array): boolean {
  if (values.length < FEWEST) {
    return false;
  }
  const early = sorted(values.subarray(0, Math.ceil(values.length / 2)));
  const at = (share: number) => early[Math.floor(share * (early.length - 1))];
  const center = at(0.5);
  const range = at(0.75) - at(0.25);
  const moved = Math.abs(lastLevel(values) - center);
  return moved > 3 * range && moved > 0.2 * Math.abs(center) && moved > 1e-9;
}
