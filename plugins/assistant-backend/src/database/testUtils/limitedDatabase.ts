import { randomUUID } from 'node:crypto';
import knexFactory, { type Knex } from 'knex';

export interface LimitedDatabase {
  /** The database as its owner, who may create tables and no untrusted extension. */
  url: string;
  name: string;
  /** An administrator in the same database. */
  admin: Knex;
  dispose(): Promise<void>;
}

/** A database without pgvector, and a role that owns it and is no administrator. */
export async function openLimitedDatabase(
  serverUrl: string,
): Promise<LimitedDatabase> {
  const name = `assistant_limited_${randomUUID().replaceAll('-', '')}`;
  const password = randomUUID();
  const server = connect(serverUrl);
  await server.raw(`create role ${name} login password '${password}'`);
  await server.raw(`create database ${name} owner ${name}`);
  const own = new URL(serverUrl);
  own.pathname = `/${name}`;
  const admin = connect(own.href);
  own.username = name;
  own.password = password;
  return {
    url: own.href,
    name,
    admin,
    async dispose() {
      await admin.destroy();
      await server.raw(`drop database ${name} with (force)`);
      await server.raw(`drop role ${name}`);
      await server.destroy();
    },
  };
}

function connect(connection: string): Knex {
  return knexFactory({ client: 'pg', connection, pool: { min: 0, max: 2 } });
}
