import type { Knex } from 'knex';
import type { Engine } from '../../engine';
import { readRows } from '../../readRows';
import { generationTables } from '../../tables';
import { EXACT_UP_TO } from './createIndexes';
import { type VisibleChunks, visibleSql } from './visibleSql';

export interface DenseQuery {
  generation: number;
  visible: VisibleChunks;
  /** Vector in pgvector's text form, and its length. */
  vector: string;
  dimensions: number;
  limit: number;
  signal: AbortSignal;
}

/**
 * Ids of the chunks nearest to the vector.
 *
 * Which way to search is chosen here and not by the planner: with a filter it takes the index and
 * loses a quarter of the hits, where an exact scan of the few visible rows takes as long.
 */
export async function searchDense(
  engine: Engine,
  query: DenseQuery,
): Promise<string[]> {
  if (!engine.hnsw || query.visible.chunks <= EXACT_UP_TO) {
    return searchExactly(engine, query);
  }
  return searchByIndex(engine, query);
}

async function searchExactly(
  engine: Engine,
  query: DenseQuery,
): Promise<string[]> {
  const { type, distance } = engine.vector;
  const visible = visibleSql(query.visible, 'v');
  const rows = await readRows<{ id: string }>(
    engine,
    // the addition keeps the planner from an index
    `select v.chunk_id::text as id from ${
      generationTables(query.generation).vector
    } v
     where ${
       visible.sql
     } order by (v.embedding ${distance} ?::${type}) + 0 limit ?`,
    [...visible.bindings, query.vector, query.limit],
    query,
  );
  return rows.map(row => row.id);
}

async function searchByIndex(
  engine: Engine,
  query: DenseQuery,
): Promise<string[]> {
  const { type, distance } = engine.vector;
  const visible = visibleSql(query.visible, 'v');
  const typed = `${type}(${Number(query.dimensions)})`;
  return engine.knex.transaction(async (tx: Knex.Transaction) => {
    await tx.raw(
      `set local hnsw.iterative_scan = 'relaxed_order'; set local hnsw.ef_search = 80; set local hnsw.max_scan_tuples = 40000`,
    );
    const rows = await readRows<{ id: string }>(
      engine,
      `select v.chunk_id::text as id from ${
        generationTables(query.generation).vector
      } v
       where ${
         visible.sql
       } order by (v.embedding::${typed}) ${distance} ?::${typed} limit ?`,
      [...visible.bindings, query.vector, query.limit],
      { signal: query.signal, tx },
    );
    return rows.map(row => row.id);
  });
}
