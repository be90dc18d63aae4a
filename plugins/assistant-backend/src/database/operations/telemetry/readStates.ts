import {
  type Json,
  type JsonObject,
  type ResourceVersion,
  refKey,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import type { ReadOptions } from './readOptions';
import type { SnapshotScope } from './readScope';
import { visibleVersions } from './visibility';

interface StateRow {
  system: string;
  instance: string;
  kind: string;
  namespace: string | null;
  name: string;
  workload_id: number | null;
  uid: string | null;
  valid_from: string;
  deleted: boolean;
  last: boolean;
  body: JsonObject;
}

/**
 * States of the objects in scope: the last one at the moment that is judged, and earlier ones that
 * still held when the history begins. Equal states in a row count as one, and an object that was
 * never there is not gone.
 */
export async function readStates(
  knex: Knex,
  scope: SnapshotScope,
  options: ReadOptions & { listings: ReadonlyMap<string, number> },
): Promise<{
  resources: ResourceVersion[];
  entities: Array<[string, readonly string[]]>;
}> {
  const { at, since, visibility, listings } = options;
  const rows = await selectRows<StateRow>(
    knex,
    `with scope as (
       select id from resource where (workload_id is null and instance = any(:instances) and namespace is null)
         or workload_id = any(:workloads)
         or (workload_id is null and (instance, namespace) in (select * from unnest(cast(:placeInstances as text[]), cast(:placeNamespaces as text[]))))
     ), visible as (
       select v.id, v.resource_id, v.valid_from, v.version, v.deleted, case when v.deleted then '' else v.hash end as state,
         lag(case when v.deleted then '' else v.hash end) over earlier as before
       from resource_version v where v.resource_id in (select id from scope) and v.valid_from <= :at
         and ${visibleVersions(visibility, 'v.version')}
       window earlier as (partition by v.resource_id order by v.valid_from, v.version, v.id)
     ), folded as (
       select id, valid_from, deleted, lead(valid_from) over (partition by resource_id order by valid_from, version, id) as until
       from visible where before is distinct from state and not (deleted and before is null)
     )
     select r.system, r.instance, r.kind, r.namespace, r.name, r.workload_id, v.uid, f.valid_from, f.deleted, f.until is null as last, v.body
     from folded f join resource_version v on v.id = f.id join resource r on r.id = v.resource_id
     where coalesce(f.until, cast(:at as bigint) + 1) > :since and not (f.deleted and f.until is null and f.valid_from < :since)
     order by r.key, f.valid_from, v.version, v.id`,
    {
      instances: [...scope.instances],
      workloads: [...scope.workloads.keys()],
      placeInstances: [...scope.places.instances],
      placeNamespaces: [...scope.places.namespaces],
      at,
      since,
    },
  );
  return toResources(rows, scope, listings);
}

function toResources(
  rows: readonly StateRow[],
  scope: SnapshotScope,
  listings: ReadonlyMap<string, number>,
) {
  const entities = new Map<string, readonly string[]>();
  const resources: ResourceVersion[] = [];
  for (const row of rows) {
    const resource = toResource(row, listings, resources.at(-1));
    resources.push(resource);
    const refs =
      row.workload_id === null ? [] : scope.entities.get(row.workload_id) ?? [];
    if (refs.length > 0) {
      entities.set(refKey(resource), refs);
    }
  }
  return { resources, entities: [...entities] };
}

function toResource(
  row: StateRow,
  listings: ReadonlyMap<string, number>,
  before: ResourceVersion | undefined,
): ResourceVersion {
  const { system, instance, kind, namespace, name } = row;
  const ref = {
    system,
    instance,
    kind,
    ...(namespace === null ? {} : { namespace }),
    name,
  };
  const validFrom = Number(row.valid_from);
  const listedAt = listings.get(`${instance}/${kind}`);
  const previous =
    before && refKey(before) === refKey(ref) ? before : undefined;
  const uid = row.uid ?? (row.deleted ? previous?.uid : undefined);
  return {
    ...ref,
    ...(uid === undefined ? {} : { uid }),
    validFrom,
    ...(row.last && !row.deleted && listedAt !== undefined
      ? { seenAt: Math.max(validFrom, listedAt) }
      : {}),
    ...(row.deleted ? { deleted: true } : {}),
    // that an object is gone was seen without it: it ends as it was
    body:
      row.deleted && isEmpty(row.body) && previous ? previous.body : row.body,
  };
}

function isEmpty(body: Json): boolean {
  return JSON.stringify(body) === '{}';
}
