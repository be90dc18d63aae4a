import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Engine } from './engine';
import { selectRows } from './sql';

/** A search that takes longer helps nobody. */
const READ_TIMEOUT_MS = 30_000;

export interface ReadOptions {
  /** Ends the statement in the server as well. */
  signal: AbortSignal;
  /** The transaction that it belongs to. */
  tx?: Knex.Transaction;
  timeoutMs?: number;
}

/** What knex's PostgreSQL client can do beside its documented interface; its own time-outs use the same. */
interface PostgresClient {
  acquireConnection(): Promise<unknown>;
  releaseConnection(connection: unknown): Promise<void>;
  cancelQuery(connection: unknown): Promise<unknown>;
}

/**
 * Reads rows for somebody who may go away: on a server the statement is cancelled with the signal.
 *
 * The embedded engine has one session and cannot be interrupted; what runs there ends by itself, and
 * what waits is not begun.
 */
export async function readRows<Row>(
  engine: Engine,
  statement: string,
  bindings: Knex.RawBinding[],
  options: ReadOptions,
): Promise<Row[]> {
  const { signal, tx, timeoutMs = READ_TIMEOUT_MS } = options;
  signal.throwIfAborted();
  const knex = tx ?? engine.knex;
  if (engine.kind === 'pglite') {
    return selectRows<Row>(knex, statement, bindings);
  }
  const deadline = AbortSignal.timeout(timeoutMs);
  try {
    return await runCancelably<Row>(engine.knex, {
      query: knex.raw(statement, bindings),
      // a transaction hands out its own
      client: knex.client,
      signal: AbortSignal.any([signal, deadline]),
    });
  } catch (error) {
    signal.throwIfAborted();
    if (deadline.aborted) {
      throw new ServiceUnavailableError(
        `The database took longer than ${
          timeoutMs / 1_000
        } s for a search; ask again, or ask an administrator to look at its load`,
        error,
      );
    }
    throw error;
  }
}

async function runCancelably<Row>(
  knex: Knex,
  options: {
    query: Knex.Raw<{ rows: Row[] }>;
    client: PostgresClient;
    signal: AbortSignal;
  },
): Promise<Row[]> {
  const { query, client, signal } = options;
  const pool: PostgresClient = knex.client;
  const connection = await client.acquireConnection();
  let cancelled: Promise<unknown> | undefined;
  const cancel = () => {
    // over a connection of its own: the pool may be full of statements that are to be cancelled
    cancelled = pool.cancelQuery(connection).catch(() => undefined);
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    signal.throwIfAborted();
    const { rows } = await query.connection(connection);
    return rows;
  } finally {
    signal.removeEventListener('abort', cancel);
    // a late cancel must not meet the next statement of this connection
    await cancelled;
    await client.releaseConnection(connection);
  }
}
