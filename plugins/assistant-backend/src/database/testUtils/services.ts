import type { DatabaseService } from '@backstage/backend-plugin-api';
import knexFactory, { type Knex } from 'knex';

/** The database service of a backend on SQLite: the assistant then uses the embedded engine. */
export function sqliteService(): DatabaseService {
  const client: Partial<Knex> = {
    client: { config: { client: 'better-sqlite3' } },
  };
  return { getClient: async () => client as Knex };
}

/** The database service of a backend on a PostgreSQL server. */
export function postgresService(
  connection: string,
  migrations?: DatabaseService['migrations'],
) {
  const knex = knexFactory({
    client: 'pg',
    connection,
    pool: { min: 0, max: 4 },
    acquireConnectionTimeout: 3_000,
  });
  const service: DatabaseService = { getClient: async () => knex, migrations };
  return { service, knex };
}
