import type { MetricRecord } from '@smart-assistant/backstage-plugin-assistant-node';

const MAX_SERIES = 100_000;
/** After a longer pause the next sample is a beginning, in milliseconds. */
const MAX_PAUSE_MS = 15 * 60_000;

/**
 * Makes rates per second of counters, since a counter itself says nothing: after a reset, the new
 * value is the increase; the first sample, and one after a long pause, give no rate.
 */
export class CounterRates {
  readonly #last = new Map<string, { at: number; value: number }>();

  /** @returns the rate since the sample before, or `undefined` if there is none. */
  rate(
    seriesKey: string,
    { at, value, type }: MetricRecord,
  ): number | undefined {
    const last = this.#last.get(seriesKey);
    if (last && at <= last.at) {
      return undefined;
    }
    this.#last.delete(seriesKey);
    this.#last.set(seriesKey, { at, value });
    if (this.#last.size > MAX_SERIES) {
      const [oldest] = this.#last.keys();
      this.#last.delete(oldest);
    }
    if (!last || at - last.at > MAX_PAUSE_MS) {
      return undefined;
    }
    const seconds = (at - last.at) / 1000;
    if (type === 'delta') {
      return value / seconds;
    }
    return (value < last.value ? value : value - last.value) / seconds;
  }
}

const COUNTER = /_(?:total|count|sum|bucket)$/;
const RATED = /\b(?:rate|irate|increase|delta|deriv|histogram_quantile)\s*\(/;

/** Whether a record is a sample of a counter: as it says itself, else by name and query. */
export function isCounter({ name, query, type }: MetricRecord): boolean {
  if (type !== undefined) {
    return type !== 'gauge';
  }
  return COUNTER.test(name) && !(query !== undefined && RATED.test(query));
}
