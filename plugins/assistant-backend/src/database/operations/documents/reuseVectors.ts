import type { Knex } from 'knex';
import { generationTables } from '../../tables';

/** Takes over vectors of chunks that were embedded before: the same text by the same embedder. */
export async function reuseVectors(
  tx: Knex.Transaction,
  options: {
    generation: number;
    documentNumbers: readonly number[];
    /** Sealed generations of the same embedder, newest first. */
    sources: readonly number[];
  },
): Promise<void> {
  const { generation, documentNumbers, sources } = options;
  const tables = generationTables(generation);
  for (const source of sources) {
    const from = generationTables(source);
    await tx.raw(
      `insert into ${tables.vector} (gen, chunk_id, entity_id, audience, embedding)
       select ${generation}, c.id, c.entity_id, c.audience, old.embedding
       from ${tables.chunk} c
       cross join lateral (
         select v.embedding from ${from.chunk} o join ${from.vector} v on v.chunk_id = o.id
         where o.body_hash = c.body_hash limit 1
       ) old
       where c.doc_no = any(?)
       on conflict (chunk_id) do nothing`,
      [[...documentNumbers]],
    );
  }
}
