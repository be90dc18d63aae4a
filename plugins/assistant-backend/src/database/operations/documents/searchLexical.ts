import type { Engine } from '../../engine';
import { readRows } from '../../readRows';
import { generationTables } from '../../tables';
import { type VisibleChunks, visibleSql } from './visibleSql';

/** BM25: how fast repetition stops to count, and how much length does. */
const K1 = 1.2;
const B = 0.75;
/** Candidates that are scored in full. */
const CANDIDATES = 200;
/** Rare words alone find the candidates; common ones join while so many rows can be ranked in time. */
const MAX_ROWS_TO_RANK = 8_000;

export interface LexicalQuery {
  generation: number;
  visible: VisibleChunks;
  /** Words as `lexicalQuery` gives them. */
  words: string;
  limit: number;
  /** Chunks of the generation and their mean number of words. */
  chunks: number;
  averageWords: number;
  signal: AbortSignal;
}

/** The best chunks by BM25, best first, with their scores by id. */
export async function searchLexical(
  engine: Engine,
  query: LexicalQuery,
): Promise<Map<string, number>> {
  if (!query.words) {
    return new Map();
  }
  return engine.kind === 'pglite'
    ? searchByIndex(engine, query)
    : searchCandidates(engine, query);
}

/** BM25 scores of given chunks; chunks that share no word with the question have none. */
export async function scoreLexical(
  engine: Engine,
  query: Omit<LexicalQuery, 'limit' | 'visible'> & { ids: readonly string[] },
): Promise<Map<string, number>> {
  if (!query.words || query.ids.length === 0) {
    return new Map();
  }
  const tables = generationTables(query.generation);
  const rows =
    engine.kind === 'pglite'
      ? await readRows<{ id: string; score: number }>(
          engine,
          `select c.id::text as id, -(c.lexical <@> to_bm25query(?, '${tables.bm25}')) as score
           from ${tables.chunk} c where c.id = any(?::bigint[])`,
          [query.words, [...query.ids]],
          query,
        )
      : await readRows<{ id: string; score: number }>(
          engine,
          `select c.id::text as id, ${bm25(query)} as score
           from ${tables.chunk} c cross join lateral unnest(c.tsv) u
           join ${tables.lexeme} d on d.word = u.lexeme
           where c.id = any(?::bigint[]) and u.lexeme = any(tsvector_to_array(to_tsvector('russian', ?)))
           group by c.id`,
          [[...query.ids], query.words],
          query,
        );
  return new Map(
    rows.filter(row => row.score > 0).map(row => [row.id, row.score]),
  );
}

/** The BM25 index of the embedded engine goes on past filtered rows until the limit is full. */
async function searchByIndex(
  engine: Engine,
  query: LexicalQuery,
): Promise<Map<string, number>> {
  const tables = generationTables(query.generation);
  const visible = visibleSql(query.visible, 'c');
  const rows = await readRows<{ id: string; score: number }>(
    engine,
    // a small table is scanned without the index, and then rows come that share no word
    `select id, -score as score from (
       select c.id::text as id, c.lexical <@> to_bm25query(?, '${tables.bm25}') as score
       from ${tables.chunk} c where ${visible.sql} order by score limit ?
     ) best where score < 0`,
    [query.words, ...visible.bindings, query.limit],
    query,
  );
  return new Map(rows.map(row => [row.id, row.score]));
}

/**
 * Without a BM25 index: the GIN index finds candidates, `ts_rank` cuts them down, and the rest is
 * scored from the word counts of the generation, which gives the order of true BM25.
 */
async function searchCandidates(
  engine: Engine,
  query: LexicalQuery,
): Promise<Map<string, number>> {
  const tables = generationTables(query.generation);
  const lexemes = await readRows<{ word: string; ndoc: number }>(
    engine,
    `select d.word, d.ndoc from ${tables.lexeme} d
     where d.word = any(tsvector_to_array(to_tsvector('russian', ?))) order by d.ndoc, d.word`,
    [query.words],
    query,
  );
  if (lexemes.length === 0) {
    return new Map();
  }
  const visible = visibleSql(query.visible, 'c');
  const rows = await readRows<{ id: string; score: number }>(
    engine,
    `with q as materialized (
       select string_agg(quote_literal(w), ' | ')::tsquery as query from unnest(?::text[]) w
     ), candidate as materialized (
       select c.id, c.tsv, c.words from ${tables.chunk} c, q
       where ${
         visible.sql
       } and c.tsv @@ q.query order by ts_rank(c.tsv, q.query, 1) desc limit ${CANDIDATES}
     )
     select c.id::text as id, ${bm25(
       query,
     )} as score from candidate c cross join lateral unnest(c.tsv) u
     join ${
       tables.lexeme
     } d on d.word = u.lexeme where u.lexeme = any(?::text[])
     group by c.id order by score desc, c.id limit ?`,
    [
      rarest(lexemes),
      ...visible.bindings,
      lexemes.map(({ word }) => word),
      query.limit,
    ],
    query,
  );
  return new Map(rows.map(row => [row.id, row.score]));
}

function rarest(
  lexemes: ReadonlyArray<{ word: string; ndoc: number }>,
): string[] {
  let rows = 0;
  return lexemes
    .filter(({ ndoc }, index) => {
      rows += ndoc;
      return index === 0 || rows <= MAX_ROWS_TO_RANK;
    })
    .map(({ word }) => word);
}

/** Sum over the joined words; numbers stand in the text since they come from our own table. */
function bm25(query: Pick<LexicalQuery, 'chunks' | 'averageWords'>): string {
  const chunks = Number(query.chunks);
  const average = Math.max(1, Number(query.averageWords));
  const count = 'cardinality(u.positions)';
  const length = `${1 - B} + ${B} * c.words / ${average}`;
  const idf = `ln(1 + (${chunks} - d.ndoc + 0.5) / (d.ndoc + 0.5))`;
  return `sum(${idf} * ${count} * ${
    K1 + 1
  } / (${count} + ${K1} * (${length})))::float8`;
}
