import { createHash } from 'node:crypto';
import type {
  MetricRecord,
  PointWrite,
  SeriesWrite,
  WorkloadWrite,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { TelemetryRedactor } from '../normalize';
import { CounterRates, isCounter } from './CounterRates';

const MAX_LABELS = 40;
const MAX_LABEL_TEXT = 500;
/** More series than this in one batch are cut, and counted. */
const MAX_SERIES_PER_BATCH = 20_000;

/** Turns metric records into series and points. */
export class MetricWriter {
  readonly #redactor: TelemetryRedactor;
  /** Points of one answer share the labels of their series: each is looked through once. */
  readonly #redacted = new WeakMap<
    object,
    { texts: Record<string, string>; count: number }
  >();
  #rates = new CounterRates();

  constructor(redactor: TelemetryRedactor) {
    this.#redactor = redactor;
  }

  write(
    records: ReadonlyArray<{ record: MetricRecord; workload?: WorkloadWrite }>,
  ): {
    series: SeriesWrite[];
    points: PointWrite[];
    dropped: number;
    redactions: number;
  } {
    const series = new Map<string, SeriesWrite>();
    const points: PointWrite[] = [];
    let dropped = 0;
    let redactions = 0;
    for (const { record, workload } of records) {
      if (!Number.isFinite(record.value)) {
        continue;
      }
      const rated = isCounter(record);
      const { texts: labels, count } = this.#redact(record.labels);
      redactions += count;
      const key = seriesKey(record, labels, rated);
      if (!series.has(key) && series.size >= MAX_SERIES_PER_BATCH) {
        dropped += 1;
        continue;
      }
      const value = rated ? this.#rates.rate(key, record) : record.value;
      series.set(key, {
        key,
        workloadKey: workload?.key,
        instance: record.origin.instance,
        name: record.name,
        query: rated ? record.query ?? `rate(${record.name})` : record.query,
        labels,
      });
      if (value !== undefined) {
        points.push({ seriesKey: key, at: record.at, value });
      }
    }
    return { series: [...series.values()], points, dropped, redactions };
  }

  /** Counts what it took out the first time alone. */
  #redact(labels: Readonly<Record<string, string>>) {
    const known = this.#redacted.get(labels);
    if (known) {
      return { texts: known.texts, count: 0 };
    }
    const redacted = this.#redactor.redactValues(cutLabels(labels));
    this.#redacted.set(labels, redacted);
    return redacted;
  }

  /** Each counter begins anew. */
  forget(): void {
    this.#rates = new CounterRates();
  }
}

function cutLabels(labels: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(labels)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .slice(0, MAX_LABELS)
      .map(([key, value]) => [key, value.slice(0, MAX_LABEL_TEXT)]),
  );
}

function seriesKey(
  { origin, name, query }: MetricRecord,
  labels: Readonly<Record<string, string>>,
  rated: boolean,
): string {
  return createHash('sha256')
    .update(JSON.stringify([origin.instance, name, query ?? '', rated, labels]))
    .digest('hex')
    .slice(0, 32);
}
