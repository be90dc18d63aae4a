import type { TelemetryBatch } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import { LONGEST, boundKey, boundLabels, boundText } from './bounds';
import { slotOf } from './timeSlots';
import { Numbers } from './writeWorkloads';

interface SeriesRow {
  id: number;
  key: string;
  workload_id: number | null;
}

export interface KnownSeries {
  ids: Numbers;
  workloads: ReadonlyMap<number, number>;
}

/** Numbers of all series that the batch refers to; new ones are added. */
export async function writeSeries(
  tx: Knex.Transaction,
  batch: TelemetryBatch,
  workloads: Numbers,
): Promise<KnownSeries> {
  const named = new Map(
    batch.series.map(series => [
      boundKey(series.key),
      {
        series,
        workloadId:
          series.workloadKey === undefined
            ? null
            : workloads.of(series.workloadKey),
      },
    ]),
  );
  const keys = [
    ...new Set([
      ...named.keys(),
      ...batch.points.map(({ seriesKey }) => boundKey(seriesKey)),
    ]),
  ].sort();
  let rows = await readSeries(tx, keys);
  const known = new Map(rows.map(row => [row.key, row]));
  const added = [...named].filter(([key]) => !known.has(key));
  const moved = [...named].filter(([key, { workloadId }]) => {
    const row = known.get(key);
    return row && workloadId !== null && row.workload_id !== workloadId;
  });
  if (added.length > 0) {
    await insertSeries(tx, added.sort(byKey));
  }
  await moveSeries(tx, moved);
  if (added.length + moved.length > 0) {
    rows = await readSeries(tx, keys);
  }
  return {
    ids: new Numbers('series', rows),
    workloads: new Map(
      rows.flatMap(({ id, workload_id }) =>
        workload_id === null ? [] : [[id, workload_id]],
      ),
    ),
  };
}

/** Writes the values; returns how many each workload got. */
export async function insertPoints(
  tx: Knex.Transaction,
  options: {
    batch: TelemetryBatch;
    series: KnownSeries;
    version: number;
    now: number;
  },
): Promise<Map<number, number>> {
  const { batch, series, version, now } = options;
  const counts = new Map<number, number>();
  if (batch.points.length === 0) {
    return counts;
  }
  const ids = batch.points.map(({ seriesKey }) => series.ids.of(seriesKey));
  await tx.raw(
    `insert into point (slot, series_id, at, value, version) select ?::int, x.id, x.at, x.value, ?::bigint
     from unnest(?::int[], ?::bigint[], ?::float8[]) as x(id, at, value)`,
    [
      slotOf('point', now),
      version,
      ids,
      batch.points.map(({ at }) => at),
      batch.points.map(({ value }) => value),
    ],
  );
  for (const id of ids) {
    const workload = series.workloads.get(id);
    if (workload !== undefined) {
      counts.set(workload, (counts.get(workload) ?? 0) + 1);
    }
  }
  return counts;
}

type NamedSeries = [
  string,
  { series: TelemetryBatch['series'][number]; workloadId: number | null },
];

const byKey = ([a]: NamedSeries, [b]: NamedSeries) => (a < b ? -1 : 1);

async function insertSeries(tx: Knex.Transaction, added: NamedSeries[]) {
  const rows = added.map(([key, { series, workloadId }]) => ({
    key,
    workload_id: workloadId,
    instance: boundText(series.instance, LONGEST.name),
    name: boundText(series.name, LONGEST.name),
    query:
      series.query === undefined
        ? null
        : boundText(series.query, LONGEST.summary),
    labels: boundLabels(series.labels),
  }));
  await tx.raw(
    `insert into series (key, workload_id, instance, name, query, labels)
     select x.* from jsonb_to_recordset(?::jsonb) as x(key text, workload_id int, instance text, name text, query text, labels jsonb)
     on conflict (key) do nothing`,
    [JSON.stringify(rows)],
  );
}

async function moveSeries(tx: Knex.Transaction, moved: NamedSeries[]) {
  if (moved.length > 0) {
    await tx.raw(
      `update series s set workload_id = x.workload_id from unnest(?::text[], ?::int[]) as x(key, workload_id) where s.key = x.key`,
      [
        moved.map(([key]) => key),
        moved.map(([, { workloadId }]) => Number(workloadId)),
      ],
    );
  }
}

async function readSeries(
  tx: Knex.Transaction,
  keys: readonly string[],
): Promise<SeriesRow[]> {
  return keys.length === 0
    ? []
    : selectRows(
        tx,
        'select id, key, workload_id from series where key = any(?)',
        [[...keys]],
      );
}
