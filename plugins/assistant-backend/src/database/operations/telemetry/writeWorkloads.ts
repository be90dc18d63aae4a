import { InputError } from '@backstage/errors';
import type { TelemetryBatch } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import stringify from 'safe-stable-stringify';
import { selectRows } from '../../sql';
import { LONGEST, boundKey, boundLabels, boundText } from './bounds';

/** Numbers of things by the key that a batch names them with. */
export class Numbers {
  readonly #what: string;
  readonly #ids = new Map<string, number>();

  constructor(what: string, rows: Iterable<{ key: string; id: number }>) {
    this.#what = what;
    for (const { key, id } of rows) {
      this.#ids.set(key, id);
    }
  }

  has(key: string): boolean {
    return this.#ids.has(boundKey(key));
  }

  of(key: string): number {
    const id = this.#ids.get(boundKey(key));
    if (id === undefined) {
      throw new InputError(
        `The batch refers to the ${this.#what} ${key.slice(
          0,
          200,
        )}, which no commit named; name it in the same batch`,
      );
    }
    return id;
  }
}

interface WorkloadRow {
  id: number;
  key: string;
  hints: Record<string, string>;
}

/** Numbers of all workloads that the batch refers to; new ones are added, new hints are kept. */
export async function writeWorkloads(
  tx: Knex.Transaction,
  batch: TelemetryBatch,
): Promise<Numbers> {
  const named = new Map(
    batch.workloads.map(workload => [
      boundKey(workload.key),
      { ...workload, hints: boundLabels(workload.hints) },
    ]),
  );
  const keys = referredKeys(batch, named.keys());
  let rows = await readWorkloads(tx, keys);
  const known = new Map(rows.map(row => [row.key, row]));
  const added = [...named]
    .filter(([key]) => !known.has(key))
    .map(([key, { hints, ...workload }]) => ({
      key,
      hints,
      system: boundText(workload.system, LONGEST.name),
      instance: boundText(workload.instance, LONGEST.name),
      environment: boundText(workload.environment, LONGEST.name),
      kind: boundText(workload.kind, LONGEST.name),
      namespace: workload.namespace
        ? boundText(workload.namespace, LONGEST.name)
        : null,
      name: boundText(workload.name, LONGEST.name),
    }));
  if (added.length > 0) {
    await tx.raw(
      `insert into workload (key, system, instance, environment, kind, namespace, name, hints)
       select x.* from jsonb_to_recordset(?::jsonb) as x(key text, system text, instance text, environment text,
         kind text, namespace text, name text, hints jsonb) on conflict (key) do nothing`,
      [JSON.stringify(added)],
    );
    rows = await readWorkloads(tx, keys);
  }
  const changed = [...named].filter(([key, { hints }]) => {
    const old = known.get(key)?.hints;
    return old && stringify(old) !== stringify(hints);
  });
  if (changed.length > 0) {
    await tx.raw(
      `update workload w set hints = x.hints from jsonb_to_recordset(?::jsonb) as x(key text, hints jsonb) where w.key = x.key`,
      [JSON.stringify(changed.map(([key, { hints }]) => ({ key, hints })))],
    );
  }
  return new Numbers('workload', rows);
}

/** In one order for all writers, so that two of them never wait for each other. */
function referredKeys(batch: TelemetryBatch, named: Iterable<string>) {
  const keys = new Set(named);
  for (const { workloadKey } of [
    ...batch.signals,
    ...batch.windows,
    ...batch.series,
    ...batch.resources,
    ...batch.changes,
  ]) {
    if (workloadKey !== undefined) {
      keys.add(boundKey(workloadKey));
    }
  }
  return [...keys].sort();
}

async function readWorkloads(
  tx: Knex.Transaction,
  keys: readonly string[],
): Promise<WorkloadRow[]> {
  return keys.length === 0
    ? []
    : selectRows(tx, 'select id, key, hints from workload where key = any(?)', [
        [...keys],
      ]);
}
