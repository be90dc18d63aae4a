import type { TelemetryBatch } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import { LONGEST, boundKey, boundText } from './bounds';
import { slotOf } from './timeSlots';
import { type Visibility, visibleVersions } from './visibility';
import { Numbers } from './writeWorkloads';

const signalKey = (workloadId: number, hash: string) =>
  `${workloadId}/${boundKey(hash)}`;

/** Numbers of all signals that the batch refers to, by workload number and hash; new ones are added. */
export async function writeSignals(
  tx: Knex.Transaction,
  batch: TelemetryBatch,
  workloads: Numbers,
): Promise<Numbers> {
  const wanted = new Map<string, { workloadId: number; hash: string }>();
  const want = (workloadKey: string, hash: string) => {
    const workloadId = workloads.of(workloadKey);
    wanted.set(signalKey(workloadId, hash), {
      workloadId,
      hash: boundKey(hash),
    });
  };
  for (const { workloadKey, templateHash } of batch.windows) {
    want(workloadKey, templateHash);
  }
  for (const { workloadKey, templateHash, replaces } of batch.signals) {
    want(workloadKey, templateHash);
    if (replaces !== undefined) {
      want(workloadKey, replaces);
    }
  }
  let known = await readSignals(tx, [...wanted.values()]);
  const added = batch.signals
    .map(signal => ({
      workload_id: workloads.of(signal.workloadKey),
      template_hash: boundKey(signal.templateHash),
      template: boundText(signal.template, LONGEST.template),
      severity: signal.severity,
    }))
    .filter(
      ({ workload_id, template_hash }) =>
        !known.has(signalKey(workload_id, template_hash)),
    )
    .sort(
      (a, b) =>
        a.workload_id - b.workload_id ||
        (a.template_hash < b.template_hash ? -1 : 1),
    );
  if (added.length > 0) {
    await tx.raw(
      `insert into signal (workload_id, template_hash, template, severity)
       select x.* from jsonb_to_recordset(?::jsonb) as x(workload_id int, template_hash text, template text, severity text)
       on conflict (workload_id, template_hash) do nothing`,
      [JSON.stringify(added)],
    );
    known = await readSignals(tx, [...wanted.values()]);
  }
  return known;
}

async function readSignals(
  tx: Knex.Transaction,
  wanted: ReadonlyArray<{ workloadId: number; hash: string }>,
): Promise<Numbers> {
  const rows =
    wanted.length === 0
      ? []
      : await selectRows<{ id: number; workload_id: number; hash: string }>(
          tx,
          `select s.id, s.workload_id, s.template_hash as hash from unnest(?::int[], ?::text[]) as x(workload_id, hash)
           join signal s on s.workload_id = x.workload_id and s.template_hash = x.hash`,
          [
            wanted.map(({ workloadId }) => workloadId),
            wanted.map(({ hash }) => hash),
          ],
        );
  return new Numbers(
    'signal',
    rows.map(({ id, workload_id, hash }) => ({
      id,
      key: boundKey(signalKey(workload_id, hash)),
    })),
  );
}

export interface SignalWriteOptions {
  batch: TelemetryBatch;
  workloads: Numbers;
  signals: Numbers;
  visibility: Visibility;
  version: number;
  now: number;
}

/** Writes the counts; returns how many lines each workload got. */
export async function insertWindows(
  tx: Knex.Transaction,
  options: SignalWriteOptions,
): Promise<Map<number, number>> {
  const { batch, workloads, signals, version, now } = options;
  const counts = new Map<number, number>();
  if (batch.windows.length === 0) {
    return counts;
  }
  const firstSeen = new Map<number, number>();
  const rows = batch.windows.map(window => {
    const workloadId = workloads.of(window.workloadKey);
    const id = signals.of(signalKey(workloadId, window.templateHash));
    const { at } = window.sample;
    firstSeen.set(id, Math.min(firstSeen.get(id) ?? Infinity, at));
    counts.set(workloadId, (counts.get(workloadId) ?? 0) + window.count);
    return { id, window };
  });
  await tx.raw(
    `insert into signal_window (slot, signal_id, bucket, lines, sample_at, sample, pod, container, version)
     select ?::int, x.id, x.bucket, x.lines, x.sample_at, x.sample, nullif(x.pod, ''), nullif(x.container, ''), ?::bigint
     from unnest(?::int[], ?::bigint[], ?::int[], ?::bigint[], ?::text[], ?::text[], ?::text[])
       as x(id, bucket, lines, sample_at, sample, pod, container)`,
    [
      slotOf('signal_window', now),
      version,
      rows.map(({ id }) => id),
      rows.map(({ window }) => window.bucket),
      rows.map(({ window }) => Math.min(window.count, 2_147_483_647)),
      rows.map(({ window }) => window.sample.at),
      rows.map(({ window }) => boundText(window.sample.text, LONGEST.sample)),
      rows.map(({ window }) => boundName(window.sample.pod)),
      rows.map(({ window }) => boundName(window.sample.container)),
    ],
  );
  await insertSightings(tx, options, firstSeen);
  return counts;
}

const boundName = (name: string | undefined) =>
  boundText(name ?? '', LONGEST.name);

/**
 * Notes when a signal was first seen, unless a visible row has an earlier time. Whenever this commit
 * is visible, so is that row: going back hides all versions from some point on.
 */
async function insertSightings(
  tx: Knex.Transaction,
  { visibility, version }: SignalWriteOptions,
  firstSeen: ReadonlyMap<number, number>,
) {
  await tx.raw(
    `insert into signal_sighting (signal_id, at, version) select x.id, x.at, ?::bigint from unnest(?::int[], ?::bigint[]) as x(id, at)
     where not exists (select 1 from signal_sighting s where s.signal_id = x.id and s.at <= x.at and ${visibleVersions(
       visibility,
       's.version',
     )})`,
    [version, [...firstSeen.keys()], [...firstSeen.values()]],
  );
}

/** Notes which narrower signals went up in wider ones. */
export async function insertReplacements(
  tx: Knex.Transaction,
  options: SignalWriteOptions,
): Promise<void> {
  const { batch, workloads, signals, visibility, version } = options;
  const pairs = batch.signals.flatMap(signal => {
    if (signal.replaces === undefined) {
      return [];
    }
    const workloadId = workloads.of(signal.workloadKey);
    const narrow = signalKey(workloadId, signal.replaces);
    return signals.has(narrow)
      ? [
          {
            narrow: signals.of(narrow),
            wide: signals.of(signalKey(workloadId, signal.templateHash)),
          },
        ]
      : [];
  });
  if (pairs.length === 0) {
    return;
  }
  await tx.raw(
    `insert into signal_replacement (narrow_id, wide_id, version) select x.narrow, x.wide, ?::bigint from unnest(?::int[], ?::int[]) as x(narrow, wide)
     where not exists (select 1 from signal_replacement r where r.narrow_id = x.narrow and r.wide_id = x.wide and ${visibleVersions(
       visibility,
       'r.version',
     )})`,
    [version, pairs.map(({ narrow }) => narrow), pairs.map(({ wide }) => wide)],
  );
}
