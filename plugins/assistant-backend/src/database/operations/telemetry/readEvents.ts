import type {
  ResourceRef,
  SourceGap,
  ToldChange,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import type { ReadOptions } from './readOptions';
import type { SnapshotScope } from './readScope';
import { visibleVersions } from './visibility';

/** Changes in scope; of several rows of one id the last visible one counts. */
export async function readChanges(
  knex: Knex,
  scope: SnapshotScope,
  { visibility, at, since }: ReadOptions,
): Promise<ToldChange[]> {
  const rows = await selectRows<{
    id: string;
    at: string;
    subject: ResourceRef;
    kind: string;
    summary: string;
    actor: string | null;
    url: string | null;
  }>(
    knex,
    `select c.id, c.at, c.subject, c.kind, c.summary, c.actor, c.url from telemetry_change c
     where c.at between :since and :at and ${visibleVersions(
       visibility,
       'c.version',
     )}
       and not exists (select 1 from telemetry_change n where n.id = c.id and n.no > c.no and ${visibleVersions(
         visibility,
         'n.version',
       )})
       and (c.workload_id = any(:workloads) or (c.workload_id is null and c.subject->>'instance' = any(:instances)))
     order by c.at, c.id`,
    {
      workloads: [...scope.workloads.keys()],
      instances: [...scope.instances],
      at,
      since,
    },
  );
  return rows.map(({ actor, url, ...row }) => ({
    ...row,
    at: Number(row.at),
    ...(actor === null ? {} : { actor }),
    ...(url === null ? {} : { url }),
  }));
}

/** Times that were not read and are not filled, of the instances in scope or of all. */
export async function readGaps(
  knex: Knex,
  options: ReadOptions & { instances?: readonly string[] },
): Promise<SourceGap[]> {
  const { visibility, at, since, instances } = options;
  const rows = await selectRows<{
    source: string;
    instance: string;
    gap_from: string;
    gap_to: string | null;
    reason: string;
  }>(
    knex,
    `select source, instance, gap_from, gap_to, reason from (
       select distinct on (source, gap_from) * from source_gap where ${visibleVersions(
         visibility,
         'version',
       )} order by source, gap_from, id desc) g
     where not filled and gap_from <= :at and (gap_to is null or gap_to >= :since)
       ${
         instances ? 'and instance = any(:instances)' : ''
       } order by source, gap_from`,
    { at, since, instances: [...(instances ?? [])] },
  );
  return rows.map(row => ({
    source: row.source,
    instance: row.instance,
    from: Number(row.gap_from),
    ...(row.gap_to === null ? {} : { to: Number(row.gap_to) }),
    reason: row.reason,
  }));
}
