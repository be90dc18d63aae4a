import type { TelemetryBatch } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import { fence, moveOffset } from './leases';
import { readVisibility } from './visibility';
import {
  countSource,
  insertChanges,
  insertDeadLetters,
  insertGap,
} from './writeEvents';
import { nameResources } from './nameResources';
import { type SharedPlace, writeResources } from './writeResources';
import { insertPoints, writeSeries } from './writeSeries';
import {
  insertReplacements,
  insertWindows,
  writeSignals,
} from './writeSignals';
import { writeWorkloads } from './writeWorkloads';

/**
 * Writes a batch, its offset and its version in one transaction.
 *
 * What things are named by comes first. The version's lock is taken after that and held to the end:
 * whoever sees a version sees all rows up to it, and nothing is hidden in the middle.
 */
export async function commitBatch(
  knex: Knex,
  batch: TelemetryBatch,
  options: { now: number; signal: AbortSignal },
): Promise<number> {
  const { now, signal } = options;
  return knex.transaction(async tx => {
    await fence(tx, batch);
    await moveOffset(tx, batch);
    const workloads = await writeWorkloads(tx, batch);
    const signals = await writeSignals(tx, batch, workloads);
    const series = await writeSeries(tx, batch, workloads);
    await nameResources(tx, batch, workloads);
    signal.throwIfAborted();

    const version = await takeVersion(tx);
    const visibility = await readVisibility(tx);
    const names = { workloads, signals, series };
    const shared = { batch, ...names, visibility, version, now };
    const points = await insertPoints(tx, shared);
    const lines = await insertWindows(tx, shared);
    await insertReplacements(tx, shared);
    const states = await writeResources(tx, shared);
    const changed = await insertChanges(tx, shared);
    await insertDeadLetters(tx, shared);
    await insertGap(tx, shared);
    await countSource(tx, shared);
    await countUnmapped(tx, addUp(points, lines));
    const neighbours = await readWorkloadsIn(tx, states.places);
    await tx('telemetry_commit').insert({
      version,
      at: now,
      source: batch.source,
      shard: batch.shard,
      records: batch.records,
      newest_at: batch.newestAt ?? null,
      workloads: [
        ...new Set([
          ...points.keys(),
          ...lines.keys(),
          ...states.workloads,
          ...changed,
          ...neighbours,
        ]),
      ],
    });
    signal.throwIfAborted();
    return version;
  });
}

async function takeVersion(tx: Knex.Transaction): Promise<number> {
  const [{ version }] = await selectRows<{ version: string }>(
    tx,
    'update telemetry_version set version = version + 1 returning version',
  );
  return Number(version);
}

function addUp(...counts: Array<ReadonlyMap<number, number>>) {
  const sums = new Map<number, number>();
  for (const [id, count] of counts.flatMap(map => [...map])) {
    sums.set(id, (sums.get(id) ?? 0) + count);
  }
  return sums;
}

/** How much comes that belongs to nobody yet, for the report of what is worth a rule. */
async function countUnmapped(
  tx: Knex.Transaction,
  counts: ReadonlyMap<number, number>,
) {
  if (counts.size > 0) {
    await tx.raw(
      `update workload w set unmapped_records = unmapped_records + x.records from unnest(?::int[], ?::bigint[]) as x(id, records)
       where w.id = x.id and not exists (select 1 from workload_entity m where m.workload_id = w.id)`,
      [[...counts.keys()], [...counts.values()]],
    );
  }
}

/** Workloads that something shared has changed for. */
async function readWorkloadsIn(
  tx: Knex.Transaction,
  places: readonly SharedPlace[],
): Promise<number[]> {
  if (places.length === 0) {
    return [];
  }
  const rows = await selectRows<{ id: number }>(
    tx,
    `select distinct w.id from unnest(?::text[], ?::text[]) as p(instance, namespace)
     join workload w on w.instance = p.instance and p.namespace in ('', w.namespace)`,
    [
      places.map(({ instance }) => instance),
      places.map(({ namespace }) => namespace ?? ''),
    ],
  );
  return rows.map(({ id }) => id);
}
