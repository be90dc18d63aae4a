import type {
  ResourceWrite,
  TelemetryBatch,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import { LONGEST, boundKey, boundText } from './bounds';
import type { Numbers } from './writeWorkloads';

/** The last state of an object that was written, hidden or not. */
export interface ResourceRow {
  id: number;
  key: string;
  instance: string;
  namespace: string | null;
  workload_id: number | null;
  latest_version: string;
  latest_hash: string;
  latest_deleted: boolean;
}

export const RESOURCE_COLUMNS =
  'id, key, instance, namespace, workload_id, latest_version, latest_hash, latest_deleted';

/** Makes sure that each object of the batch has a number. */
export async function nameResources(
  tx: Knex.Transaction,
  batch: TelemetryBatch,
  workloads: Numbers,
): Promise<void> {
  const named = new Map(
    batch.resources.map(resource => [
      resourceKey(resource),
      {
        resource,
        workloadId:
          resource.workloadKey === undefined
            ? null
            : workloads.of(resource.workloadKey),
      },
    ]),
  );
  const known = new Map(
    (await readResources(tx, [...named.keys()])).map(row => [row.key, row]),
  );
  const added = [...named]
    .filter(([key]) => !known.has(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, { resource, workloadId }]) => ({
      key,
      system: boundText(resource.system, LONGEST.name),
      instance: boundText(resource.instance, LONGEST.name),
      kind: boundText(resource.kind, LONGEST.name),
      namespace: resource.namespace
        ? boundText(resource.namespace, LONGEST.name)
        : null,
      name: boundText(resource.name, LONGEST.name),
      workload_id: workloadId,
    }));
  await insertResources(tx, added);
  const moved = [...named].filter(([key, { workloadId }]) => {
    const row = known.get(key);
    return row && workloadId !== null && row.workload_id !== workloadId;
  });
  if (moved.length > 0) {
    await tx.raw(
      `update resource r set workload_id = x.workload_id from unnest(?::text[], ?::int[]) as x(key, workload_id) where r.key = x.key`,
      [
        moved.map(([key]) => key),
        moved.map(([, { workloadId }]) => Number(workloadId)),
      ],
    );
  }
}

async function insertResources(
  tx: Knex.Transaction,
  added: ReadonlyArray<Record<string, string | number | null>>,
) {
  if (added.length > 0) {
    await tx.raw(
      `insert into resource (key, system, instance, kind, namespace, name, workload_id)
       select x.* from jsonb_to_recordset(?::jsonb) as x(key text, system text, instance text, kind text, namespace text, name text, workload_id int)
       on conflict (key) do nothing`,
      [JSON.stringify(added)],
    );
  }
}

/** Names an object by the parts of its identity. */
export function resourceKey(resource: ResourceWrite): string {
  const { system, instance, kind, namespace, name } = resource;
  return boundKey(
    JSON.stringify([system, instance, kind, namespace ?? '', name]),
  );
}

export async function readResources(
  tx: Knex.Transaction,
  keys: readonly string[],
): Promise<ResourceRow[]> {
  return keys.length === 0
    ? []
    : selectRows(
        tx,
        `select ${RESOURCE_COLUMNS} from resource where key = any(?)`,
        [[...keys]],
      );
}
