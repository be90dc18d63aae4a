import type { Series } from '@smart-assistant/backstage-plugin-assistant-diagnosis';

/**
 * One series that is at each time as high as the highest of several: pods come and go, and what ails
 * a workload shows in the worst of them.
 */
export function highestOf(series: readonly Series[]): Series {
  const highest = new Map<number, number>();
  for (const { times, values } of series) {
    for (let i = 0; i < times.length; i++) {
      const known = highest.get(times[i]);
      if (Number.isFinite(values[i])) {
        highest.set(
          times[i],
          known === undefined ? values[i] : Math.max(known, values[i]),
        );
      }
    }
  }
  const points = [...highest].sort(([a], [b]) => a - b);
  const [first] = series;
  return {
    ...first,
    times: Float64Array.from(points, ([time]) => time),
    values: Float64Array.from(points, ([, value]) => value),
  };
}
