import type { Knex } from 'knex';
import { selectRows } from '../../sql';
import { generationTables } from '../../tables';

/** Documents of the generation whose id starts with the prefix, by number. */
export async function listDocumentNumbers(
  knex: Knex,
  options: { generation: number; idPrefix: string },
): Promise<Array<{ no: number; documentId: string; chunks: number }>> {
  const tables = generationTables(options.generation);
  return selectRows(
    knex,
    `select d.no, d.doc_ref as "documentId", (select count(*)::int from ${tables.chunk} c where c.doc_no = d.no) as chunks
     from ${tables.doc} d where starts_with(d.doc_ref, ?) order by d.no`,
    [options.idPrefix],
  );
}

/**
 * Copies documents from a sealed generation with their chunks, and with their vectors if both
 * generations have the same embedder. Chunks keep their ids.
 */
export async function copyDocuments(
  tx: Knex.Transaction,
  options: {
    from: number;
    to: number;
    /** Number in the old generation to number in the new one. */
    numbers: ReadonlyMap<number, number>;
    withVectors: boolean;
  },
): Promise<void> {
  const { from, to, numbers, withVectors } = options;
  const source = generationTables(from);
  const target = generationTables(to);
  const pairs = [[...numbers.keys()], [...numbers.values()]];
  const map = 'unnest(?::int[], ?::int[]) as m(old_no, new_no)';
  await tx.raw(
    `insert into ${target.doc} (gen, no, doc_ref, entity_id, audience, title, path, url, revision, updated_at)
     select ${to}, m.new_no, d.doc_ref, d.entity_id, d.audience, d.title, d.path, d.url, d.revision, d.updated_at
     from ${source.doc} d join ${map} on m.old_no = d.no`,
    pairs,
  );
  await tx.raw(
    `insert into ${target.chunk} (gen, id, doc_no, entity_id, audience, ord, lang, kind, heading_path, anchor, body, body_hash, lexical, tsv, words)
     select ${to}, c.id, m.new_no, c.entity_id, c.audience, c.ord, c.lang, c.kind, c.heading_path, c.anchor, c.body, c.body_hash, c.lexical, c.tsv, c.words
     from ${source.chunk} c join ${map} on m.old_no = c.doc_no`,
    pairs,
  );
  if (withVectors) {
    await tx.raw(
      `insert into ${target.vector} (gen, chunk_id, entity_id, audience, embedding)
       select ${to}, v.chunk_id, v.entity_id, v.audience, v.embedding
       from ${source.vector} v join ${source.chunk} c on c.id = v.chunk_id join ${map} on m.old_no = c.doc_no`,
      pairs,
    );
  }
}
