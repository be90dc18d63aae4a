import { createHash } from 'node:crypto';
import type {
  MetricRecord,
  PointWrite,
  SeriesWrite,
  WorkloadWrite,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { CounterRates, isCounter } from './CounterRates';

const MAX_LABELS = 40;
const MAX_LABEL_TEXT = 500;
/** More series than this in one batch are cut, and counted. */
const MAX_SERIES_PER_BATCH = 20_000;

/** Turns metric records into series and points. */
export class MetricWriter {
  #rates = new CounterRates();

  write(
    records: ReadonlyArray<{ record: MetricRecord; workload?: WorkloadWrite }>,
  ): { series: SeriesWrite[]; points: PointWrite[]; dropped: number } {
    const series = new Map<string, SeriesWrite>();
    const points: PointWrite[] = [];
    let dropped = 0;
    for (const { record, workload } of records) {
      if (!Number.isFinite(record.value)) {
        continue;
      }
      const rated = isCounter(record);
      const labels = cutLabels(record.labels);
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
    return { series: [...series.values()], points, dropped };
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
