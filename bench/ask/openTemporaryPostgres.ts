import { randomUUID } from 'node:crypto';
import knexFactory from 'knex';

/** A database of its own on the test server, dropped at the end. */
export async function openTemporaryPostgres() {
  const url = process.env.ASSISTANT_TEST_POSTGRES_URL;
  if (!url) {
    throw new Error(
      'ASSISTANT_TEST_POSTGRES_URL must name a PostgreSQL server with pgvector',
    );
  }
  const name = `assistant_bench_${randomUUID().replaceAll('-', '')}`;
  const connect = (connection: string) =>
    knexFactory({ client: 'pg', connection, pool: { min: 0, max: 12 } });
  const admin = connect(url);
  await admin.raw(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const knex = connect(own.href);
  return {
    knex,
    async dispose() {
      await knex.destroy();
      await admin.raw(`drop database ${name} with (force)`);
      await admin.destroy();
    },
  };
}
