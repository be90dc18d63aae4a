import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import type { ReadOptions } from './readOptions';
import { visibleVersions } from './visibility';

/**
 * Kinds that were recorded, as `instance/Kind`, with the time of the last complete list of those
 * that were listed. The list of kinds is walked along the index, for there are many lists of few kinds.
 */
export async function readListings(
  knex: Knex,
  { visibility, at }: ReadOptions,
): Promise<{ recorded: Set<string>; listings: Map<string, number> }> {
  const visible = (column: string) => visibleVersions(visibility, column);
  const rows = await selectRows<{
    instance: string;
    kind: string;
    at: string | null;
  }>(
    knex,
    `with recursive kinds as (
       (select instance, kind from resource_listing order by instance, kind limit 1)
       union all
       select n.instance, n.kind from kinds k cross join lateral (
         select instance, kind from resource_listing l where (l.instance, l.kind) > (k.instance, k.kind)
         order by l.instance, l.kind limit 1) n
     )
     select k.instance, k.kind, l.at from kinds k cross join lateral (
       select at from resource_listing l where l.instance = k.instance and l.kind = k.kind and l.at <= :at
         and ${visible('l.version')} order by l.at desc limit 1) l
     union all
     select k.instance, k.kind, null from (select distinct instance, kind from resource) k where exists (
       select 1 from resource r join resource_version v on v.resource_id = r.id where r.instance = k.instance and r.kind = k.kind
         and not v.deleted and v.valid_from <= :at and ${visible(
           'v.version',
         )})`,
    { at },
  );
  const recorded = new Set<string>();
  const listings = new Map<string, number>();
  for (const { instance, kind, at: listedAt } of rows) {
    const key = `${instance}/${kind}`;
    recorded.add(key);
    if (listedAt !== null) {
      listings.set(key, Number(listedAt));
    }
  }
  return { recorded, listings };
}
