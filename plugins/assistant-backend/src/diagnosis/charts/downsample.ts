export type Point = [time: number, value: number];

/**
 * At most `limit` points; of each stretch of time the lowest and the highest stay, so that no peak is
 * lost.
 */
export function downsample(points: readonly Point[], limit: number): Point[] {
  if (points.length <= limit) {
    return [...points];
  }
  const stretches = Math.max(1, Math.floor(limit / 2));
  const kept: Point[] = [];
  for (let index = 0; index < stretches; index++) {
    const from = Math.floor((index * points.length) / stretches);
    const to = Math.floor(((index + 1) * points.length) / stretches);
    let low = from;
    let high = from;
    for (let i = from + 1; i < to; i++) {
      if (points[i][1] < points[low][1]) low = i;
      if (points[i][1] > points[high][1]) high = i;
    }
    for (const i of new Set([Math.min(low, high), Math.max(low, high)])) {
      kept.push(points[i]);
    }
  }
  return kept;
}
