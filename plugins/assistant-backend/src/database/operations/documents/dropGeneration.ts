import type { Knex } from 'knex';
import { generationTables } from '../../tables';
import { logOperation } from './logOperation';

/** A drop waits for readers at most this long, and is tried again with the next prune. */
const LOCK_TIMEOUT = '900ms';

/** Drops the tables of a generation that nobody may open any more. */
export async function dropGeneration(
  knex: Knex,
  options: {
    generation: number;
    operation: 'prune' | 'abandon' | 'recover';
    /** Marks a build that ended as failed. */
    failure?: string;
  },
): Promise<void> {
  const { generation, operation, failure } = options;
  await knex.transaction(async tx => {
    await tx.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
    for (const { table } of [...generationTables(generation).all].reverse()) {
      await tx.raw(`drop table if exists ${table}`);
    }
    await tx('kb_generation')
      .where({ id: generation })
      .update({
        dropped: true,
        ...(failure === undefined
          ? {}
          : { state: 'failed', failure, owner: null, owner_seen_at: null }),
      });
    await logOperation(tx, { operation, generation });
  });
}
