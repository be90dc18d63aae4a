import { InputError } from '@backstage/errors';
import type { TelemetryPurge } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import {
  type Conditions,
  type PurgeOptions,
  holds,
  pattern,
} from './purgeConditions';
import { purgeAnswers, purgeFindings } from './purgeQuotes';

const REMOVED = '[removed]';

interface Target {
  table: string;
  /** Tables joined to the rows, as `using` names them, with the condition that joins them. */
  using?: string;
  join?: string;
  texts: readonly string[];
  time: string;
  workload: string;
}

const SIGNALS = {
  using: 'signal s',
  join: 's.id = t.signal_id',
  texts: ['t.sample', 's.template', 't.pod'],
  time: 't.bucket',
  workload: 's.workload_id',
};
const SERIES = {
  using: 'series s',
  join: 's.id = t.series_id',
  texts: ['s.labels::text', 's.query'],
  time: 't.at',
  workload: 's.workload_id',
};
const TARGETS: readonly Target[] = [
  { table: 'signal_window', ...SIGNALS },
  { table: 'signal_window_rollup', ...SIGNALS },
  { table: 'point', ...SERIES },
  { table: 'point_rollup', ...SERIES },
  {
    table: 'telemetry_change',
    texts: ['t.summary', 't.actor', 't.url', 't.subject::text'],
    time: 't.at',
    workload: 't.workload_id',
  },
];

/**
 * Deletes for good what all conditions hold for, hidden or not.
 *
 * Names of things stay, since readers of sources refer to them; their texts go, and with them what
 * findings and stored answers quote of them.
 */
export async function purgeTelemetry(
  knex: Knex,
  options: PurgeOptions,
): Promise<TelemetryPurge> {
  const { contains, entityRef, from, to } = options;
  if (
    contains === undefined &&
    entityRef === undefined &&
    from === undefined &&
    to === undefined
  ) {
    throw new InputError(
      'Say what is to be deleted: a text, an entity or a time',
    );
  }
  return knex.transaction(async tx => {
    // no commit and no switch in between
    await tx.raw('select version from telemetry_version for update');
    const workloads =
      entityRef === undefined ? undefined : await workloadsOf(tx, entityRef);
    let rows = 0;
    for (const target of TARGETS) {
      rows += await deleteFrom(tx, target, options, workloads);
    }
    rows += await deleteStates(tx, options, workloads);
    if (contains !== undefined) {
      rows += await blankTemplates(tx, contains, workloads);
    }
    return {
      rows,
      // they belong to no entity, so one alone means none of them
      deadLetters:
        entityRef === undefined ? await deleteDeadLetters(tx, options) : 0,
      findings: await purgeFindings(tx, options),
      answers: await purgeAnswers(tx, options),
    };
  });
}

async function workloadsOf(tx: Knex.Transaction, entityRef: string) {
  const rows = await selectRows<{ id: number }>(
    tx,
    'select m.workload_id as id from workload_entity m join entity e on e.id = m.entity_id where e.ref = ?',
    [entityRef.toLocaleLowerCase('en-US')],
  );
  return rows.map(({ id }) => id);
}

function conditions(
  { texts, time, workload }: Pick<Target, 'texts' | 'time' | 'workload'>,
  { contains, from, to }: PurgeOptions,
  workloads: readonly number[] | undefined,
): Conditions {
  const { sql, bindings } =
    contains === undefined ? { sql: [], bindings: [] } : holds(texts, contains);
  if (workloads) {
    sql.push(`${workload} = any(?::int[])`);
    bindings.push([...workloads]);
  }
  if (from !== undefined) {
    sql.push(`${time} >= ?`);
    bindings.push(from);
  }
  if (to !== undefined) {
    sql.push(`${time} <= ?`);
    bindings.push(to);
  }
  return { sql, bindings };
}

async function deleteFrom(
  tx: Knex.Transaction,
  target: Target,
  options: PurgeOptions,
  workloads: readonly number[] | undefined,
): Promise<number> {
  const { sql, bindings } = conditions(target, options, workloads);
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `delete from ${target.table} t ${
      target.using ? `using ${target.using}` : ''
    } where ${[...(target.join ? [target.join] : []), ...sql].join(' and ')}`,
    bindings,
  );
  return rowCount;
}

/** An object whose state goes is read anew with the next list. */
async function deleteStates(
  tx: Knex.Transaction,
  options: PurgeOptions,
  workloads: readonly number[] | undefined,
): Promise<number> {
  const { sql, bindings } = conditions(
    {
      texts: ['t.body::text', 'r.name'],
      time: 't.valid_from',
      workload: 'r.workload_id',
    },
    options,
    workloads,
  );
  const gone = await selectRows<{ resource_id: number }>(
    tx,
    `delete from resource_version t using resource r where ${[
      'r.id = t.resource_id',
      ...sql,
    ].join(' and ')} returning t.resource_id`,
    bindings,
  );
  await tx.raw(
    `update resource set latest_hash = '' where id = any(?) and not latest_deleted`,
    [[...new Set(gone.map(row => row.resource_id))]],
  );
  return gone.length;
}

async function deleteDeadLetters(tx: Knex.Transaction, options: PurgeOptions) {
  const { sql, bindings } = conditions(
    { texts: ['t.excerpt', 't.reason'], time: 't.at', workload: '' },
    options,
    undefined,
  );
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `delete from dead_letter t where ${sql.join(' and ')}`,
    bindings,
  );
  return rowCount;
}

/** Templates whose lines are all gone. */
async function blankTemplates(
  tx: Knex.Transaction,
  contains: string,
  workloads: readonly number[] | undefined,
): Promise<number> {
  const { rowCount } = await tx.raw<{ rowCount: number }>(
    `update signal s set template = '${REMOVED}', purged = true where template ilike ?
       ${workloads ? 'and workload_id = any(?::int[])' : ''}
       and not exists (select 1 from signal_window w where w.signal_id = s.id)
       and not exists (select 1 from signal_window_rollup w where w.signal_id = s.id)`,
    [pattern(contains), ...(workloads ? [[...workloads]] : [])],
  );
  return rowCount;
}
