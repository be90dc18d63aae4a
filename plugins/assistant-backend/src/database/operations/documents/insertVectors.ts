import type { Knex } from 'knex';
import { vectorText } from '../../sql';
import { generationTables } from '../../tables';
import type { VectorSql } from '../../engine';

/** Writes vectors beside their chunks; a chunk that has one keeps it, one that is gone is passed over. */
export async function insertVectors(
  knex: Knex,
  options: {
    generation: number;
    sql: VectorSql;
    vectors: ReadonlyArray<{ chunkId: string; vector: Float32Array }>;
  },
): Promise<void> {
  const { generation, sql, vectors } = options;
  const tables = generationTables(generation);
  await knex.raw(
    `insert into ${tables.vector} (gen, chunk_id, entity_id, audience, embedding)
     select ${generation}, c.id, c.entity_id, c.audience, x.vector::${sql.type}
     from unnest(?::bigint[], ?::text[]) as x(chunk_id, vector) join ${tables.chunk} c on c.id = x.chunk_id
     on conflict (chunk_id) do nothing`,
    [
      vectors.map(({ chunkId }) => chunkId),
      vectors.map(({ vector }) => vectorText(vector)),
    ],
  );
}
