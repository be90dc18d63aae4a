import type { Knex } from 'knex';
import { errorCode } from '../../engine/errorCode';
import { selectRows } from '../../sql';
import { generationTables } from '../../tables';
import { logOperation } from './logOperation';

/** A drop waits for readers at most this long, and is tried again with the next prune. */
const LOCK_TIMEOUT = '900ms';
const LOCK_NOT_AVAILABLE = '55P03';

export interface Dropping {
  generation: number;
  operation: 'prune' | 'abandon' | 'recover';
  /** Marks a build that ended as failed. */
  failure?: string;
}

/** Drops a generation that nobody may open any more: first its row says so, then its tables go. */
export async function dropGeneration(
  knex: Knex,
  options: Dropping,
): Promise<void> {
  await knex.transaction(tx => markDropped(tx, options));
  await dropTables(knex, options.generation);
}

/** From here on nobody opens it; what a crash leaves of its tables goes with the next clean-up. */
export async function markDropped(
  tx: Knex.Transaction,
  { generation, operation, failure }: Dropping,
): Promise<void> {
  await tx('kb_generation')
    .where({ id: generation })
    .update({
      dropped: true,
      ...(failure === undefined
        ? {}
        : { state: 'failed', failure, owner: null, owner_seen_at: null }),
    });
  await logOperation(tx, { operation, generation });
}

/** Each table by itself, so that nobody waits for all of them; one that is being read stays for now. */
export async function dropTables(
  knex: Knex,
  generation: number,
): Promise<void> {
  for (const { table } of [...generationTables(generation).all].reverse()) {
    try {
      await knex.transaction(async tx => {
        await tx.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
        await tx.raw(`drop table if exists ${table}`);
      });
    } catch (error) {
      if (errorCode(error) !== LOCK_NOT_AVAILABLE) {
        throw error;
      }
    }
  }
}

/** Drops what is left of generations that were given up or pruned. */
export async function dropLeftovers(knex: Knex): Promise<void> {
  const rows = await selectRows<{ id: number }>(
    knex,
    `select g.id from kb_generation g where g.dropped and exists (
       select 1 from pg_class c where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
       and c.relname in ('doc_g' || g.id, 'doc_chunk_g' || g.id, 'doc_vector_g' || g.id, 'lexeme_df_g' || g.id))`,
  );
  for (const { id } of rows) {
    await dropTables(knex, id);
  }
}
