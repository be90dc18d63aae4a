import type { Finding } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { VisibleEntities } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import type { StoredFinding } from '../../../diagnosis/ports';
import { selectRows } from '../../sql';

const CHRONIC_MS = 24 * 3_600_000;

interface FindingRow {
  body: Finding;
  version: string;
  first_seen: string;
  active_since: string;
  last_seen: string;
  resolved_at: string | null;
  state: StoredFinding['state'];
  chronic: boolean;
  refs: string[] | null;
  action: 'acknowledge' | 'mute' | null;
  handled_by: string | null;
  handled_at: string | null;
  reason: string | null;
  until: string | null;
}

/**
 * Findings as of a moment: the last handling decides, as long as it holds. What came back after it
 * was resolved is nobody's acknowledged fault any more.
 */
export async function selectFindings(
  knex: Knex,
  options: {
    now: number;
    id?: string;
    entities: VisibleEntities;
    resolvedAfter: number;
    limit: number;
  },
): Promise<StoredFinding[]> {
  const { now, id, entities, resolvedAfter, limit } = options;
  const rows = await selectRows<FindingRow>(
    knex,
    `select f.*, s.state, h.action, h.handled_by, h.at as handled_at, h.reason, h.until,
       (select array_agg(e.ref order by e.ref) from finding_entity l join entity e on e.id = l.entity_id where l.finding_id = f.id) as refs
     from (
       select *, least(active_since, coalesce(cast(body->>'since' as double precision), active_since))
         < cast(:now as bigint) - ${CHRONIC_MS} and resolved_at is null as chronic
       from finding where ${id === undefined ? 'true' : 'id = :id'}) f
     left join lateral (
       select * from finding_handling where finding_id = f.id and action <> 'wrong-cause' order by no desc limit 1) h
       on h.action = 'mute' and h.until > :now or h.action = 'acknowledge' and h.at >= f.active_since
     cross join lateral (select case when f.resolved_at is not null then 'resolved' when h.action = 'mute' then 'muted'
       when h.action = 'acknowledge' then 'acknowledged' else 'active' end as state) s
     where (f.resolved_at is null or f.resolved_at > :resolvedAfter)
       ${
         entities.type === 'all'
           ? ''
           : `and exists (select 1 from finding_entity l join entity e on e.id = l.entity_id where l.finding_id = f.id and e.ref = any(:refs))`
       }
     order by array_position(array['active', 'acknowledged', 'muted', 'resolved'], s.state), f.chronic,
       array_position(array['critical', 'error', 'warning', 'info'], f.severity), f.active_since desc, f.id
     limit :limit`,
    {
      now,
      id: id ?? null,
      resolvedAfter,
      limit,
      refs: entities.type === 'all' ? [] : [...entities.refs],
    },
  );
  return rows.map(toStoredFinding);
}

function toStoredFinding(row: FindingRow): StoredFinding {
  return {
    finding: row.body,
    version: Number(row.version),
    firstSeen: Number(row.first_seen),
    activeSince: Number(row.active_since),
    lastSeen: Number(row.last_seen),
    ...(row.resolved_at === null
      ? {}
      : { resolvedAt: Number(row.resolved_at) }),
    state: row.state,
    chronic: row.chronic,
    entityRefs: row.refs ?? [],
    ...(row.action === null || row.state === 'resolved'
      ? {}
      : {
          handling: {
            action: row.action,
            by: row.handled_by ?? '',
            at: Number(row.handled_at),
            ...(row.reason === null ? {} : { reason: row.reason }),
            ...(row.until === null ? {} : { until: Number(row.until) }),
          },
        }),
  };
}
