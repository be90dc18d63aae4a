import type { Knex } from 'knex';

/** Notes what was done to the base, in the transaction that does it. */
export async function logOperation(
  knex: Knex,
  entry: {
    operation:
      | 'seal'
      | 'activate'
      | 'rollback'
      | 'prune'
      | 'abandon'
      | 'recover';
    generation: number;
    actor?: string;
    detail?: Record<string, string | number | null>;
  },
): Promise<void> {
  await knex('base_operation').insert({
    operation: entry.operation,
    gen: entry.generation,
    actor: entry.actor ?? null,
    detail: JSON.stringify(entry.detail ?? {}),
  });
}
