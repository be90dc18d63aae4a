import type { Engine } from '../../engine';
import { allowLongStatement } from '../../engine/postgres/limitStatements';
import { selectRows } from '../../sql';
import { generationTables } from '../../tables';

/** Below this many rows an exact scan is fast, and always right. */
export const EXACT_UP_TO = 30_000;

/** Indexes and statistics for reading; after the load, which is faster than before it. */
export async function createIndexes(
  engine: Engine,
  generation: number,
): Promise<void> {
  const tables = generationTables(generation);
  const run = (statement: string) => runLong(engine, statement);
  await run(`create index on ${tables.chunk} (entity_id)`);
  await run(`create index on ${tables.chunk} (body_hash)`);
  await run(`create index on ${tables.vector} (entity_id)`);
  if (engine.kind === 'pglite') {
    // its BM25 index is there already; statistics of long texts take long and help nobody, but
    // without those of a column that searches filter by, the planner leaves the index aside
    await run(`analyze ${tables.doc} (no, doc_ref, entity_id, audience)`);
    await run(
      `analyze ${tables.chunk} (id, doc_no, entity_id, audience, body_hash)`,
    );
    await run(`analyze ${tables.vector} (chunk_id, entity_id, audience)`);
    return;
  }
  await run(`create index on ${tables.chunk} using gin (tsv)`);
  await run(`delete from ${tables.lexeme}`);
  await run(
    `insert into ${tables.lexeme} (gen, word, ndoc)
     select ${generation}, word, ndoc from ts_stat('select tsv from ${tables.chunk}')`,
  );
  await run(`create unique index on ${tables.lexeme} (word)`);
  for (const { table } of tables.all) {
    await run(`analyze ${table}`);
  }
}

/** Each statement by itself: on the embedded engine questions get in between. */
async function runLong(engine: Engine, statement: string): Promise<void> {
  if (engine.kind === 'pglite') {
    await engine.knex.raw(statement);
    return;
  }
  await engine.knex.transaction(async tx => {
    await allowLongStatement(tx);
    await tx.raw(statement);
  });
}

/** Index for searches over more than {@link EXACT_UP_TO} vectors, once all chunks have theirs. */
export async function createVectorIndex(
  engine: Engine,
  options: { generation: number; dimensions: number },
): Promise<void> {
  const { knex, vector } = engine;
  const tables = generationTables(options.generation);
  const [{ vectors, exists }] = await selectRows<{
    vectors: number;
    exists: boolean;
  }>(
    knex,
    `select (select count(*)::int from ${tables.vector}) as vectors, to_regclass('${tables.hnsw}') is not null as exists`,
  );
  if (!engine.hnsw || exists || vectors <= EXACT_UP_TO) {
    return;
  }
  // the column has no length, which the index needs
  const typed = `(embedding::${vector.type}(${Number(options.dimensions)}))`;
  await runLong(
    engine,
    `create index if not exists ${tables.hnsw} on ${tables.vector} using hnsw (${typed} ${vector.hnswClass}) with (m = 16, ef_construction = 64)`,
  );
}
