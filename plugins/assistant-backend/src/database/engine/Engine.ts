import type { Knex } from 'knex';
import type { StoreProblem } from './StoreProblem';

/** How vectors are written in SQL; names carry the schema that pgvector stands in. */
export interface VectorSql {
  /** Type of columns and parameters, e.g. `"public"."halfvec"`. */
  type: string;
  /** Operator of the cosine distance, e.g. `operator("public".<=>)`. */
  distance: string;
  /** Operator class of an HNSW index by cosine. */
  hnswClass: string;
}

/**
 * A database that holds the bases and the conversations.
 *
 * Both engines speak PostgreSQL through the same knex dialect; operations look at `kind` only where
 * the two differ in indexes.
 */
export interface Engine {
  readonly kind: 'postgres' | 'pglite';
  readonly knex: Knex;
  readonly vector: VectorSql;
  /** Whether an HNSW index gives right results here. */
  readonly hnsw: boolean;
  /** What works, but not as well as it could. */
  readonly notices: readonly string[];
  /** Called once when the engine is gone for good and must be opened again. */
  onLost(listener: (reason: string) => void): void;
  /** What to do about an error that says that the engine's own files are damaged. */
  toDamage(error: unknown): StoreProblem | undefined;
  close(): Promise<void>;
}
