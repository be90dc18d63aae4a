import type { WorkloadRef } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';

/** Kinds of workloads that others stand on: they are judged with whoever has a workload there. */
const SHARED_KINDS = ['Node', 'Broker', 'Cluster', 'Pool', 'Namespace'];

/** What a snapshot looks at, by numbers. */
export interface SnapshotScope {
  workloads: ReadonlyMap<number, WorkloadRef>;
  /** Keys of the workloads. */
  keys: ReadonlyMap<number, string>;
  /** Entities of each workload. */
  entities: ReadonlyMap<number, readonly string[]>;
  instances: readonly string[];
  /** Parallel arrays. */
  places: { instances: readonly string[]; namespaces: readonly string[] };
}

interface ScopeRow {
  id: number;
  key: string;
  system: string;
  instance: string;
  environment: string;
  kind: string;
  namespace: string | null;
  name: string;
  refs: string[] | null;
}

const COLUMNS = `w.id, w.key, w.system, w.instance, w.environment, w.kind, w.namespace, w.name,
  (select array_agg(e.ref order by e.ref) from workload_entity m join entity e on e.id = m.entity_id where m.workload_id = w.id) as refs`;

/** Workloads of the entities, and the shared ones of their instances. */
export async function readScope(
  knex: Knex,
  entityRefs: readonly string[] | 'all',
): Promise<SnapshotScope> {
  const rows =
    entityRefs === 'all'
      ? await selectRows<ScopeRow>(
          knex,
          `select ${COLUMNS} from workload w order by w.id`,
        )
      : await selectRows<ScopeRow>(
          knex,
          `with own as (select distinct w.id, w.instance from entity e join workload_entity m on m.entity_id = e.id
             join workload w on w.id = m.workload_id where e.ref = any(?))
           select ${COLUMNS} from workload w where w.id in (select id from own)
             or (w.kind = any(?) and w.instance in (select instance from own)) order by w.id`,
          [entityRefs.map(ref => ref.toLocaleLowerCase('en-US')), SHARED_KINDS],
        );
  const places = new Map(
    rows.flatMap(({ instance, namespace }) =>
      namespace === null
        ? []
        : [[`${instance}/${namespace}`, { instance, namespace }]],
    ),
  );
  const standing = [...places.values()];
  return {
    workloads: new Map(rows.map(row => [row.id, toRef(row)])),
    keys: new Map(rows.map(({ id, key }) => [id, key])),
    entities: new Map(rows.map(({ id, refs }) => [id, refs ?? []])),
    instances: [...new Set(rows.map(({ instance }) => instance))],
    places: {
      instances: standing.map(({ instance }) => instance),
      namespaces: standing.map(({ namespace }) => namespace),
    },
  };
}

function toRef({ id, key, refs, namespace, ...row }: ScopeRow): WorkloadRef {
  return { ...row, ...(namespace === null ? {} : { namespace }) };
}
