import type { Knex } from 'knex';

/** Ends whatever hangs; what takes longer for a reason says so with {@link allowLongStatement}. */
const LONGEST_STATEMENT = '2min';
const LONGEST_INDEX_BUILD = '30min';

/** A connection of the `pg` driver, as the pool holds it. */
interface Connection {
  query(statement: string, done: () => void): void;
}

const limited = new WeakSet<object>();

/**
 * Gives each connection of the pool a statement time-out on its first use.
 *
 * The client belongs to Backstage's database service, so its options cannot be changed. The driver
 * sends statements in order: what comes next on the connection finds the time-out set.
 */
export function limitStatements(knex: Knex): void {
  const { pool } = knex.client;
  if (limited.has(pool)) {
    return;
  }
  limited.add(pool);
  pool.on('acquireSuccess', (_eventId: number, connection: Connection) => {
    if (!limited.has(connection)) {
      limited.add(connection);
      // a connection that is broken tells with the next statement
      connection.query(
        `set statement_timeout = '${LONGEST_STATEMENT}'`,
        () => undefined,
      );
    }
  });
}

/** For the builds of indexes within this transaction. */
export async function allowLongStatement(tx: Knex.Transaction): Promise<void> {
  await tx.raw(`set local statement_timeout = '${LONGEST_INDEX_BUILD}'`);
}
