import {
  type Finding,
  refKey,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { Knex } from 'knex';
import type { JudgedScope } from '../../../diagnosis/ports';
import { selectRows } from '../../sql';
import { resolveEntities } from '../documents/resolveEntities';

/** A fault that was away for less goes on as the same one. */
const PAUSE_MS = 10 * 60_000;

export interface Judgement {
  findings: readonly Finding[];
  version: number;
  at: number;
}

/** One judgement at a time, so that a slow one does not bring back what a later one resolved. */
export async function lockFindings(tx: Knex.Transaction): Promise<void> {
  await tx.raw('lock table finding in share row exclusive mode');
}

/** Writes findings; returns the ids of those that came or came back. */
export async function upsertFindings(
  tx: Knex.Transaction,
  { findings, version, at }: Judgement,
): Promise<string[]> {
  if (findings.length === 0) {
    return [];
  }
  const unique = [...new Map(findings.map(f => [f.id, f])).values()];
  const rows = unique.map(finding => ({
    id: finding.id,
    cause: finding.cause,
    severity: finding.severity,
    subject_key: refKey(finding.subject),
    body: finding,
  }));
  const written = await selectRows<{ id: string; appeared: boolean }>(
    tx,
    `with old as (select id, resolved_at from finding where id = any(:ids)), written as (
       insert into finding as f (id, cause, severity, subject_key, body, version, first_version, first_seen, active_since, last_seen)
       select x.*, cast(:version as bigint), cast(:version as bigint), cast(:at as bigint), cast(:at as bigint), cast(:at as bigint)
       from jsonb_to_recordset(cast(:rows as jsonb)) as x(id text, cause text, severity text, subject_key text, body jsonb)
       on conflict (id) do update set cause = excluded.cause, severity = excluded.severity, subject_key = excluded.subject_key,
         body = excluded.body, version = excluded.version, last_seen = excluded.last_seen, resolved_at = null,
         active_since = case when f.resolved_at < excluded.last_seen - ${PAUSE_MS} then excluded.last_seen else f.active_since end
       returning id)
     select w.id, o.id is null or o.resolved_at is not null as appeared from written w left join old o on o.id = w.id order by w.id`,
    {
      ids: rows.map(({ id }) => id),
      version,
      at,
      rows: JSON.stringify(rows),
    },
  );
  await replaceEntities(tx, unique);
  return written.filter(({ appeared }) => appeared).map(({ id }) => id);
}

async function replaceEntities(
  tx: Knex.Transaction,
  findings: readonly Finding[],
) {
  const links = findings.flatMap(({ id, subject, victims }) => {
    const roles = new Map<string, string>();
    for (const { entityRef } of victims) {
      if (entityRef) {
        roles.set(entityRef.toLocaleLowerCase('en-US'), 'victim');
      }
    }
    if (subject.entityRef) {
      roles.set(subject.entityRef.toLocaleLowerCase('en-US'), 'subject');
    }
    return [...roles].map(([ref, role]) => ({ id, ref, role }));
  });
  const entities = await resolveEntities(
    tx,
    links.map(({ ref }) => ref),
  );
  await tx.raw('delete from finding_entity where finding_id = any(?)', [
    findings.map(({ id }) => id),
  ]);
  await tx.raw(
    `insert into finding_entity (finding_id, entity_id, role) select * from unnest(?::text[], ?::int[], ?::text[])`,
    [
      links.map(({ id }) => id),
      links.map(({ ref }) => entities.get(ref) ?? 0),
      links.map(({ role }) => role),
    ],
  );
}

/** Resolves active findings of the scope that were not judged again; returns their ids. */
export async function resolveMissing(
  tx: Knex.Transaction,
  options: Judgement & { scope: JudgedScope },
): Promise<string[]> {
  const { findings, at, scope } = options;
  const inScope =
    scope === 'all'
      ? 'true'
      : `(f.subject_key = any(:subjects) or exists (select 1 from finding_entity l join entity e on e.id = l.entity_id
         where l.finding_id = f.id and l.role = 'subject' and e.ref = any(:refs)))`;
  const given = scope === 'all' ? {} : scope;
  const rows = await selectRows<{ id: string }>(
    tx,
    `update finding f set resolved_at = :at where f.resolved_at is null and f.id <> all(:present) and ${inScope} returning f.id`,
    {
      at,
      present: findings.map(({ id }) => id),
      subjects: [...(given.subjects ?? [])],
      refs: (given.entityRefs ?? []).map(ref => ref.toLocaleLowerCase('en-US')),
    },
  );
  return rows.map(({ id }) => id).sort();
}

/** Forgets findings that only hidden versions ever showed. */
export async function forgetHidden(
  tx: Knex.Transaction,
  hidden: ReadonlyArray<{ from: number; to: number }>,
): Promise<void> {
  await tx.raw(
    `delete from finding f using unnest(?::bigint[], ?::bigint[]) as h(hidden_from, hidden_to)
     where f.first_version between h.hidden_from and h.hidden_to`,
    [hidden.map(({ from }) => from), hidden.map(({ to }) => to)],
  );
}
