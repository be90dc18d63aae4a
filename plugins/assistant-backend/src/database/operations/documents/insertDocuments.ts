import type { BaseDocument } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import type { Engine } from '../../engine';
import { lexicalText } from '../../lexicalText';
import { storableText } from '../../sql';
import { generationTables } from '../../tables';

/** A tsvector is at most 1 MB, and no chunk worth citing comes near. */
const MAX_LEXICAL = 100_000;

export interface NumberedDocument {
  no: number;
  entityId: number;
  document: BaseDocument;
}

/** Writes documents with their chunks; one that was written before is replaced. */
export async function insertDocuments(
  tx: Knex.Transaction,
  options: {
    engine: Engine;
    generation: number;
    documents: readonly NumberedDocument[];
  },
): Promise<void> {
  const { engine, generation, documents } = options;
  const tables = generationTables(generation);
  await deleteDocuments(tx, generation, documents);
  await tx.raw(
    `insert into ${tables.doc} (gen, no, doc_ref, entity_id, audience, title, path, url, revision, updated_at)
     select ${generation}, x.* from jsonb_to_recordset(?::jsonb) as x(no int, doc_ref text, entity_id int,
       audience text[], title text, path text, url text, revision text, updated_at timestamptz)`,
    [JSON.stringify(documents.map(toDocumentRow))],
  );
  const native = engine.kind === 'postgres';
  await tx.raw(
    `insert into ${
      tables.chunk
    } (gen, doc_no, entity_id, audience, ord, lang, kind, heading_path, anchor, body, body_hash, lexical, tsv, words)
     select ${generation}, x.doc_no, x.entity_id, x.audience, x.ord, x.lang, x.kind, x.heading_path, x.anchor, x.body,
       decode(x.body_hash, 'hex'), ${native ? 'null' : 'x.lexical'}, t.tsv,
       (select coalesce(sum(cardinality(u.positions)), 0) from unnest(t.tsv) u)
     from jsonb_to_recordset(?::jsonb) as x(doc_no int, entity_id int, audience text[], ord int, lang text, kind text,
       heading_path text[], anchor text, body text, body_hash text, lexical text)
     cross join lateral (select ${
       native ? `to_tsvector('russian', x.lexical)` : 'null::tsvector'
     } as tsv offset 0) t`,
    [JSON.stringify(documents.flatMap(toChunkRows))],
  );
}

async function deleteDocuments(
  tx: Knex.Transaction,
  generation: number,
  documents: readonly NumberedDocument[],
) {
  const tables = generationTables(generation);
  const { rows } = await tx.raw<{ rows: Array<{ no: number }> }>(
    `delete from ${tables.doc} where doc_ref = any(?) returning no`,
    [documents.map(({ document }) => document.id)],
  );
  if (rows.length > 0) {
    const numbers = [rows.map(row => row.no)];
    await tx.raw(
      `delete from ${tables.vector} where chunk_id in (select id from ${tables.chunk} where doc_no = any(?))`,
      numbers,
    );
    await tx.raw(`delete from ${tables.chunk} where doc_no = any(?)`, numbers);
  }
}

function toDocumentRow({ no, entityId, document }: NumberedDocument) {
  return {
    no,
    doc_ref: document.id,
    entity_id: entityId,
    audience: toAudience(document.audience),
    title: storableText(document.title),
    path: storableText(document.path),
    url: storableText(document.url),
    revision: storableText(document.revision),
    updated_at: document.updatedAt?.toISOString() ?? null,
  };
}

function toChunkRows({ no, entityId, document }: NumberedDocument) {
  return document.chunks.map(chunk => ({
    doc_no: no,
    entity_id: entityId,
    audience: toAudience(document.audience),
    ord: chunk.ordinal,
    lang: chunk.language,
    kind: chunk.kind,
    heading_path: chunk.headingPath.map(storableText),
    anchor: chunk.anchor ?? null,
    body: storableText(chunk.body),
    body_hash: chunk.bodyHash,
    lexical: lexicalText(
      storableText(
        [document.title, ...chunk.headingPath, chunk.body].join('\n'),
      ),
    ).slice(0, MAX_LEXICAL),
  }));
}

function toAudience(audience: readonly string[] | undefined) {
  return audience?.map(ref => ref.toLocaleLowerCase('en-US')) ?? null;
}
