import type { Knex } from 'knex';
import type { Engine } from '../../engine';
import { selectRows } from '../../sql';
import { generationTables } from '../../tables';

/** Begins a generation: its row, and its tables, which nobody can read before they are attached. */
export async function createGeneration(
  engine: Engine,
  options: {
    embedder: string;
    dimensions: number;
    trigger: string;
    owner: string;
  },
): Promise<number> {
  return engine.knex.transaction(async tx => {
    const [{ id }] = await selectRows<{ id: number }>(
      tx,
      `insert into kb_generation (state, embedder, dimensions, trigger, owner, owner_seen_at)
       values ('building', :embedder, :dimensions, :trigger, :owner, now()) returning id`,
      options,
    );
    const tables = generationTables(id);
    for (const { parent, table } of tables.all) {
      await tx.raw(
        `create table ${table} (like ${parent} including defaults, constraint ${table}_gen check (gen = ${id}))`,
      );
    }
    await tx.raw(`create unique index on ${tables.doc} (no)`);
    await tx.raw(`create unique index on ${tables.doc} (doc_ref)`);
    await tx.raw(`create unique index on ${tables.chunk} (id)`);
    await tx.raw(`create unique index on ${tables.chunk} (doc_no, ord)`);
    await tx.raw(`create unique index on ${tables.vector} (chunk_id)`);
    if (engine.kind === 'pglite') {
      await createBm25Index(tx, tables);
    }
    await tx.raw(
      `alter table ${tables.vector} alter column embedding set storage main`,
    );
    return id;
  });
}

/**
 * Built over the full table, this index holds the one session for seconds (4 s for 30,000 chunks),
 * and all questions with it. Filled row by row it costs the build somewhat more and nobody waits.
 */
async function createBm25Index(
  tx: Knex.Transaction,
  { bm25, chunk }: ReturnType<typeof generationTables>,
): Promise<void> {
  await tx.raw(
    `create index ${bm25} on ${chunk} using bm25 (lexical) with (text_config = 'russian')`,
  );
}
