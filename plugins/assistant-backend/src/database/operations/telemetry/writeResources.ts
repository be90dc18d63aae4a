import type { TelemetryBatch } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import { LONGEST, boundKey, boundState, boundText } from './bounds';
import {
  RESOURCE_COLUMNS,
  type ResourceRow,
  readResources,
  resourceKey,
} from './nameResources';
import { type Visibility, isVisible, visibleVersions } from './visibility';

/** An object's state that is to be written. */
interface NewState {
  row: ResourceRow;
  validFrom: number;
  deleted: boolean;
  hash: string;
  uid?: string;
  body: string;
}

export interface ResourceWriteOptions {
  batch: TelemetryBatch;
  visibility: Visibility;
  version: number;
  now: number;
}

/**
 * Writes the states that are new, and that objects are gone which a complete list lacks.
 *
 * A state is not written again if the last one that was ever written is visible and equal: then
 * that one is visible whenever this commit is. If it is hidden, the state is written, for the hidden
 * one may come back; readers take equal states in a row for one.
 *
 * Returns what changed: workloads, and places of objects that several of them share.
 */
export async function writeResources(
  tx: Knex.Transaction,
  options: ResourceWriteOptions,
): Promise<{ workloads: Set<number>; places: SharedPlace[] }> {
  const { batch, version } = options;
  const rows = await readResources(tx, batch.resources.map(resourceKey));
  const states = [
    ...chooseNewStates(options, rows),
    ...(await findGone(tx, options, rows)),
  ];
  await insertStates(tx, options, states);
  await insertListings(tx, options);
  const workloads = new Set<number>();
  const places = new Map<string, SharedPlace>();
  for (const { row } of states) {
    if (row.workload_id === null) {
      const { instance, namespace } = row;
      places.set(`${instance}/${namespace}`, { instance, namespace });
    } else {
      workloads.add(row.workload_id);
    }
  }
  await noteLatest(tx, version, states);
  return { workloads, places: [...places.values()] };
}

/** Where an object stands that belongs to no single workload; `null`: everywhere in the instance. */
export interface SharedPlace {
  instance: string;
  namespace: string | null;
}

function chooseNewStates(
  { batch, visibility, version }: ResourceWriteOptions,
  rows: readonly ResourceRow[],
): NewState[] {
  const byKey = new Map(rows.map(row => [row.key, row]));
  const latest = new Map(
    rows.map(row => [
      row.id,
      {
        version: Number(row.latest_version),
        hash: row.latest_hash,
        deleted: row.latest_deleted,
      },
    ]),
  );
  const states: NewState[] = [];
  const inOrder = [...batch.resources].sort(
    (a, b) => a.validFrom - b.validFrom,
  );
  for (const resource of inOrder) {
    const row = byKey.get(resourceKey(resource));
    const last = row && latest.get(row.id);
    if (!row || !last) {
      continue;
    }
    const hash = boundKey(resource.hash);
    const { deleted } = resource;
    const neverKnown = last.version === 0 && deleted;
    const same = last.deleted === deleted && (deleted || last.hash === hash);
    if (neverKnown || (same && isVisible(visibility, last.version))) {
      continue;
    }
    latest.set(row.id, { version, hash, deleted });
    states.push({
      row,
      validFrom: resource.validFrom,
      deleted,
      hash,
      uid: resource.uid,
      body: boundState(resource.body),
    });
  }
  return states;
}

/** Objects of completely listed kinds that the batch lacks. */
async function findGone(
  tx: Knex.Transaction,
  { batch, visibility, now }: ResourceWriteOptions,
  present: readonly ResourceRow[],
): Promise<NewState[]> {
  if (batch.complete.length === 0) {
    return [];
  }
  const kinds = batch.complete.map(splitKind);
  const rows = await selectRows<ResourceRow>(
    tx,
    `select ${RESOURCE_COLUMNS} from resource where (instance, kind) in (select * from unnest(?::text[], ?::text[]))
       and latest_version > 0 and (not latest_deleted or not ${visibleVersions(
         visibility,
         'latest_version',
       )}) and id <> all(?::int[]) order by id`,
    // by instance and kind alone: a recording brings objects of several systems
    [
      kinds.map(({ instance }) => instance),
      kinds.map(({ kind }) => kind),
      present.map(({ id }) => id),
    ],
  );
  return rows.map(row => ({
    row,
    validFrom: batch.listedAt ?? now,
    deleted: true,
    hash: '',
    body: '{}',
  }));
}

async function insertStates(
  tx: Knex.Transaction,
  { version, now }: ResourceWriteOptions,
  states: readonly NewState[],
) {
  if (states.length === 0) {
    return;
  }
  await tx.raw(
    `insert into resource_version (resource_id, valid_from, deleted, hash, uid, body, stored_at, version)
     select x.id, x.valid_from, x.deleted, x.hash, nullif(x.uid, ''), x.body::jsonb, ?::bigint, ?::bigint
     from unnest(?::int[], ?::bigint[], ?::boolean[], ?::text[], ?::text[], ?::text[]) with ordinality
       as x(id, valid_from, deleted, hash, uid, body, no) order by x.no`,
    [
      now,
      version,
      states.map(({ row }) => row.id),
      states.map(({ validFrom }) => validFrom),
      states.map(({ deleted }) => deleted),
      states.map(({ hash }) => hash),
      states.map(({ uid }) => boundText(uid ?? '', LONGEST.name)),
      states.map(({ body }) => body),
    ],
  );
}

/** Until a complete list was made, its objects were seen in their state. */
async function insertListings(
  tx: Knex.Transaction,
  { batch, version, now }: ResourceWriteOptions,
) {
  const kinds = batch.complete.map(splitKind);
  if (kinds.length > 0) {
    await tx.raw(
      `insert into resource_listing (instance, kind, at, version) select x.*, ?::bigint, ?::bigint from unnest(?::text[], ?::text[]) as x`,
      [
        batch.listedAt ?? now,
        version,
        kinds.map(({ instance }) => instance),
        kinds.map(({ kind }) => kind),
      ],
    );
  }
}

async function noteLatest(
  tx: Knex.Transaction,
  version: number,
  states: readonly NewState[],
) {
  const last = new Map(states.map(state => [state.row.id, state]));
  if (last.size > 0) {
    const values = [...last.values()];
    await tx.raw(
      `update resource r set latest_version = ?, latest_hash = x.hash, latest_deleted = x.deleted
       from unnest(?::int[], ?::text[], ?::boolean[]) as x(id, hash, deleted) where r.id = x.id`,
      [
        version,
        [...last.keys()],
        values.map(({ hash }) => hash),
        values.map(({ deleted }) => deleted),
      ],
    );
  }
}

/** The kind is what stands after the last slash; names of instances may hold slashes. */
function splitKind(complete: string): { instance: string; kind: string } {
  const slash = complete.lastIndexOf('/');
  return {
    instance: boundText(complete.slice(0, slash), LONGEST.name),
    kind: boundText(complete.slice(slash + 1), LONGEST.name),
  };
}
