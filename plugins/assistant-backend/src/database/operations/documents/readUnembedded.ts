import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import { generationTables } from '../../tables';

/** Next chunks without a vector: what is embedded is title, headings and body. */
export async function readUnembedded(
  knex: Knex,
  options: { generation: number; limit: number },
): Promise<Array<{ chunkId: string; text: string }>> {
  const tables = generationTables(options.generation);
  return selectRows(
    knex,
    `select c.id::text as "chunkId",
       concat_ws(E'\\n', d.title, nullif(array_to_string(c.heading_path, ' > '), ''), c.body) as text
     from ${tables.chunk} c join ${tables.doc} d on d.no = c.doc_no
     where not exists (select 1 from ${tables.vector} v where v.chunk_id = c.id)
     order by c.id limit ?`,
    [options.limit],
  );
}
