import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import { generationTables } from '../../tables';

/** Entities that a sealed generation has documents of, with their numbers and counts of chunks. */
export async function countEntities(
  knex: Knex,
  generation: number,
): Promise<Map<string, { id: number; chunks: number }>> {
  const rows = await selectRows<{ ref: string; id: number; chunks: number }>(
    knex,
    `select e.ref, e.id, c.chunks from (
       select entity_id, count(*)::int as chunks from ${
         generationTables(generation).chunk
       } group by entity_id
     ) c join entity e on e.id = c.entity_id`,
  );
  return new Map(rows.map(({ ref, id, chunks }) => [ref, { id, chunks }]));
}
