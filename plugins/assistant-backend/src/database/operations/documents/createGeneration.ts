import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import { generationTables } from '../../tables';

/** Begins a generation: its row, and its tables, which nobody can read before they are attached. */
export async function createGeneration(
  knex: Knex,
  options: {
    embedder: string;
    dimensions: number;
    trigger: string;
    owner: string;
  },
): Promise<number> {
  return knex.transaction(async tx => {
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
    await tx.raw(
      `alter table ${tables.vector} alter column embedding set storage main`,
    );
    return id;
  });
}
