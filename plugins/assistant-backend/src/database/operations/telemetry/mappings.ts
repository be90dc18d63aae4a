import { InputError } from '@backstage/errors';
import type {
  WorkloadMapping,
  WorkloadWrite,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import { resolveEntities } from '../documents/resolveEntities';
import { boundKey } from './bounds';

/** Replaces the mappings of the workloads, those of `workloadKeys` that have none now included. */
export async function replaceMappings(
  knex: Knex,
  mappings: readonly WorkloadMapping[],
  workloadKeys: readonly string[],
): Promise<void> {
  const keys = [
    ...new Set(
      [...workloadKeys, ...mappings.map(m => m.workloadKey)].map(boundKey),
    ),
  ].sort();
  if (keys.length === 0) {
    return;
  }
  await knex.transaction(async tx => {
    // locked, so that two mappers never mix their results
    const rows = await selectRows<{ id: number; key: string }>(
      tx,
      'select id, key from workload where key = any(?) order by id for update',
      [keys],
    );
    const ids = new Map(rows.map(({ key, id }) => [key, id]));
    const refs = mappings.map(m => m.entityRef.toLocaleLowerCase('en-US'));
    const entities = await resolveEntities(tx, refs);
    const values = mappings.map((mapping, i) => {
      const id = ids.get(boundKey(mapping.workloadKey));
      const entityId = entities.get(refs[i]);
      if (id === undefined || entityId === undefined) {
        throw new InputError(
          `No commit named the workload ${mapping.workloadKey.slice(0, 200)}`,
        );
      }
      return { ...mapping, id, entityId };
    });
    await tx.raw('delete from workload_entity where workload_id = any(?)', [
      rows.map(({ id }) => id),
    ]);
    await insertMappings(tx, values);
  });
}

async function insertMappings(
  tx: Knex.Transaction,
  values: ReadonlyArray<
    Pick<WorkloadMapping, 'rule' | 'certainty'> & {
      id: number;
      entityId: number;
    }
  >,
) {
  await tx.raw(
    `insert into workload_entity (workload_id, entity_id, rule, certainty)
       select distinct on (x.id, x.entity_id) x.* from unnest(?::int[], ?::int[], ?::text[], ?::real[]) as x(id, entity_id, rule, certainty)
       order by x.id, x.entity_id, x.certainty desc`,
    [
      values.map(({ id }) => id),
      values.map(({ entityId }) => entityId),
      values.map(({ rule }) => String(rule)),
      values.map(({ certainty }) => certainty),
    ],
  );
  await tx.raw(
    'update workload set unmapped_records = 0 where id = any(?) and unmapped_records > 0',
    [values.map(({ id }) => id)],
  );
}

export async function listWorkloads(
  knex: Knex,
  options: { after?: string; limit: number },
): Promise<WorkloadWrite[]> {
  const rows = await selectRows<
    Omit<WorkloadWrite, 'namespace'> & { namespace: string | null }
  >(
    knex,
    `select key, system, instance, environment, kind, namespace, name, hints from workload
     where key collate "C" > ? order by key collate "C" limit ?`,
    [options.after ?? '', options.limit],
  );
  return rows.map(({ namespace, ...row }) => ({
    ...row,
    ...(namespace === null ? {} : { namespace }),
  }));
}
