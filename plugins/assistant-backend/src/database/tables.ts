/** Row types of the tables, and the names of the partitions of a generation. */

export interface GenerationRow {
  id: number;
  state: 'building' | 'ready' | 'failed';
  embedder: string;
  dimensions: number;
  trigger: string;
  started_at: Date;
  built_at: Date | null;
  documents: number;
  chunks: number;
  average_words: number;
  added: number;
  changed: number;
  removed: number;
  gate: Array<{ check: string; passed: boolean; detail: string }>;
  failure: string | null;
  owner: string | null;
  owner_seen_at: Date | null;
  dropped: boolean;
}

export interface PointerRow {
  active: number;
  previous: number | null;
}

export interface ConversationRow {
  id: string;
  owner_ref: string;
  title: string;
  pinned: boolean;
  created_at: Date;
  updated_at: Date;
}

export interface AnswerRow {
  id: string;
  conversation_id: string;
  owner_ref: string;
  question: string;
  language: 'en' | 'ru';
  asked_at: Date;
  finished_at: Date | null;
  state: 'running' | 'complete' | 'stopped' | 'failed';
  text: string;
  documents_generation: number | null;
  telemetry_version: string | null;
  process: string;
  process_seen_at: Date;
  stop_requested: boolean;
}

export interface FeedbackRow {
  answer_id: string;
  owner_ref: string;
  rating: 'helpful' | 'not-helpful';
  comment: string | null;
  documents_generation: number | null;
  telemetry_version: string | null;
  given_at: Date;
}

const PARTITIONED = ['doc', 'doc_chunk', 'doc_vector', 'lexeme_df'] as const;
type Partitioned = (typeof PARTITIONED)[number];

/** Names of the tables of one generation, ready to stand in SQL. */
export function generationTables(generation: number) {
  // the number becomes part of a name, where no binding can stand
  if (!Number.isSafeInteger(generation) || generation < 1) {
    throw new Error(`${generation} is no number of a generation`);
  }
  const name = (table: Partitioned) => `${table}_g${generation}`;
  return {
    doc: name('doc'),
    chunk: name('doc_chunk'),
    vector: name('doc_vector'),
    lexeme: name('lexeme_df'),
    hnsw: `doc_vector_g${generation}_hnsw`,
    bm25: `doc_chunk_g${generation}_bm25`,
    all: PARTITIONED.map(parent => ({ parent, table: name(parent) })),
  };
}
