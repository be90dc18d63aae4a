import { createHash } from 'node:crypto';
import type { TelemetryBatch } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import stringify from 'safe-stable-stringify';
import { selectRows } from '../../sql';
import { LONGEST, boundKey, boundText } from './bounds';
import { type Visibility, isVisible } from './visibility';
import type { Numbers } from './writeWorkloads';

/** Of one batch so many are kept as they are; all are counted. */
const KEPT_DEAD_LETTERS = 200;

export interface EventWriteOptions {
  batch: TelemetryBatch;
  workloads: Numbers;
  visibility: Visibility;
  version: number;
  now: number;
}

/** Writes changes, unless the last row of their id is visible and equal; returns their workloads. */
export async function insertChanges(
  tx: Knex.Transaction,
  { batch, workloads, visibility, version }: EventWriteOptions,
): Promise<Set<number>> {
  const touched = new Set<number>();
  if (batch.changes.length === 0) {
    return touched;
  }
  const known = new Map(
    (
      await selectRows<{ id: string; hash: string; version: string }>(
        tx,
        `select distinct on (id) id, hash, version from telemetry_change where id = any(?) order by id, no desc`,
        [batch.changes.map(({ id }) => boundKey(id))],
      )
    ).map(row => [row.id, row]),
  );
  const rows = new Map<string, ReturnType<typeof toChangeRow>>();
  for (const change of batch.changes) {
    const row = toChangeRow(change, workloads);
    const last = known.get(row.id);
    const stored =
      last?.hash === row.hash && isVisible(visibility, Number(last.version));
    if (!stored) {
      rows.set(row.id, row);
      if (row.workload_id !== null) {
        touched.add(row.workload_id);
      }
    }
  }
  await tx.raw(
    `insert into telemetry_change (id, at, workload_id, subject, kind, summary, actor, url, hash, version)
     select x.*, ?::bigint from jsonb_to_recordset(?::jsonb) as x(id text, at bigint, workload_id int, subject jsonb,
       kind text, summary text, actor text, url text, hash text)`,
    [version, JSON.stringify([...rows.values()])],
  );
  return touched;
}

function toChangeRow(
  change: TelemetryBatch['changes'][number],
  workloads: Numbers,
) {
  const { subject } = change;
  const optional = (text: string | undefined) =>
    text === undefined ? null : boundText(text, LONGEST.summary);
  const row = {
    id: boundKey(change.id),
    at: change.at,
    workload_id:
      change.workloadKey === undefined
        ? null
        : workloads.of(change.workloadKey),
    subject: {
      system: boundText(subject.system, LONGEST.name),
      instance: boundText(subject.instance, LONGEST.name),
      kind: boundText(subject.kind, LONGEST.name),
      ...(subject.namespace
        ? { namespace: boundText(subject.namespace, LONGEST.name) }
        : {}),
      name: boundText(subject.name, LONGEST.name),
    },
    kind: boundText(change.kind, LONGEST.name),
    summary: boundText(change.summary, LONGEST.summary),
    actor: optional(change.actor),
    url: optional(change.url),
  };
  const hash = createHash('sha256')
    .update(stringify(row) ?? '')
    .digest('hex');
  return { ...row, hash };
}

export async function insertDeadLetters(
  tx: Knex.Transaction,
  { batch }: EventWriteOptions,
): Promise<void> {
  const kept = batch.deadLetters.slice(0, KEPT_DEAD_LETTERS);
  if (kept.length > 0) {
    await tx.raw(
      `insert into dead_letter (source, at, reason, excerpt) select ?, x.* from unnest(?::bigint[], ?::text[], ?::text[]) as x`,
      [
        batch.source,
        kept.map(({ at }) => at),
        kept.map(({ reason }) => boundText(reason, LONGEST.summary)),
        kept.map(({ excerpt }) => boundText(excerpt, LONGEST.excerpt)),
      ],
    );
  }
}

export async function insertGap(
  tx: Knex.Transaction,
  { batch, version }: EventWriteOptions,
): Promise<void> {
  const { gap } = batch;
  if (gap) {
    await tx('source_gap').insert({
      source: batch.source,
      instance: batch.instance,
      gap_from: gap.from,
      gap_to: gap.to ?? null,
      reason: boundText(gap.reason, LONGEST.summary),
      filled: gap.filled ?? false,
      version,
    });
  }
}

/** Adds up what the source brought. */
export async function countSource(
  tx: Knex.Transaction,
  { batch, now }: EventWriteOptions,
): Promise<void> {
  await tx.raw(
    `insert into source_status as s (source, system, instance, state, records, redactions, dead_letters, last_record_at)
     values (:source, :system, :instance, 'reading', :records, :redactions, :deadLetters, :newestAt)
     on conflict (source) do update set system = excluded.system, instance = excluded.instance,
       state = case when s.state = 'catching-up' then s.state else 'reading' end,
       records = s.records + excluded.records, redactions = s.redactions + excluded.redactions,
       dead_letters = s.dead_letters + excluded.dead_letters,
       last_record_at = greatest(s.last_record_at, excluded.last_record_at)`,
    {
      source: batch.source,
      system: batch.system,
      instance: batch.instance,
      records: batch.records,
      redactions: batch.redactions,
      deadLetters: batch.deadLetters.length,
      // a clock that is wrong elsewhere must not make the base look fresher than it is
      newestAt:
        batch.newestAt === undefined ? null : Math.min(batch.newestAt, now),
    },
  );
}
