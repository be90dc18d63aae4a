import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Knex } from 'knex';
import type { Engine } from '../../engine';
import { readRows } from '../../readRows';
import { generationTables } from '../../tables';
import { type VisibleChunks, visibleSql } from './visibleSql';

interface ChunkRow {
  chunkId: string;
  documentId: string;
  entityRef: string;
  audience: string[] | null;
  title: string;
  path: string;
  url: string;
  anchor: string | null;
  headingPath: string[];
  kind: ChunkHit['kind'];
  body: string;
  language: 'en' | 'ru';
  ordinal: number;
  updatedAt: Date | null;
  dense: number | null;
}

/** Chunks with all that a reader is shown of them; the filter holds here as everywhere. */
export async function readChunks(
  engine: Engine,
  options: {
    generation: number;
    visible: VisibleChunks;
    /** Adds the similarity to this vector, in pgvector's text form. */
    vector?: string;
    condition: { sql: string; bindings: Knex.RawBinding[] };
    limit: number;
    signal: AbortSignal;
  },
): Promise<ChunkHit[]> {
  const { generation, condition, limit, vector } = options;
  const tables = generationTables(generation);
  const visible = visibleSql(options.visible, 'c');
  const { type, distance } = engine.vector;
  const rows = await readRows<ChunkRow>(
    engine,
    `select c.id::text as "chunkId", d.doc_ref as "documentId", e.ref as "entityRef", c.audience, d.title, d.path, d.url,
       c.anchor, c.heading_path as "headingPath", c.kind, c.body, c.lang as language, c.ord as ordinal, d.updated_at as "updatedAt",
       ${vector ? `1 - (v.embedding ${distance} ?::${type})` : 'null'} as dense
     from ${tables.chunk} c join ${
      tables.doc
    } d on d.no = c.doc_no join entity e on e.id = c.entity_id
     ${vector ? `left join ${tables.vector} v on v.chunk_id = c.id` : ''}
     where ${condition.sql} and ${
      visible.sql
    } order by d.doc_ref, c.ord limit ?`,
    [
      ...(vector ? [vector] : []),
      ...condition.bindings,
      ...visible.bindings,
      limit,
    ],
    options,
  );
  return rows.map(({ audience, anchor, updatedAt, dense, ...row }) => ({
    ...row,
    ...(audience ? { audience } : {}),
    ...(anchor === null ? {} : { anchor }),
    ...(updatedAt ? { updatedAt } : {}),
    ...(dense === null ? {} : { dense: Number(dense) }),
  }));
}
