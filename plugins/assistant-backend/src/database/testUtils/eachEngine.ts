import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import knexFactory, { type Knex } from 'knex';
import { type Engine, openPglite, openPostgres } from '../engine';
import { migrate } from '../migrate';
import { postgresUrl } from './postgresUrl';

const START_TIMEOUT_MS = 120_000;

/**
 * Runs a suite on the embedded engine and on a PostgreSQL server, each with a database of its own.
 *
 * The server is that of `ASSISTANT_TEST_POSTGRES_URL`. In CI it must be there.
 */
export function eachEngine(
  name: string,
  suite: (getEngine: () => Engine) => void,
  options: { migrated?: boolean } = {},
): void {
  const { migrated = true } = options;
  describe(`${name} (pglite)`, () => {
    runSuite(suite, openTemporaryPglite, migrated);
  });
  const url = postgresUrl();
  const describeServer = url ? describe : describe.skip;
  describeServer(
    url
      ? `${name} (postgres)`
      : `${name} (postgres: set ASSISTANT_TEST_POSTGRES_URL to run it)`,
    () => {
      runSuite(suite, () => openTemporaryPostgres(String(url)), migrated);
    },
  );
}

function runSuite(
  suite: (getEngine: () => Engine) => void,
  open: () => Promise<{ engine: Engine; dispose: () => Promise<void> }>,
  migrated: boolean,
) {
  let opened: { engine: Engine; dispose: () => Promise<void> } | undefined;
  beforeAll(async () => {
    opened = await open();
    if (migrated) {
      await migrate(opened.engine);
    }
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await opened?.dispose();
  }, START_TIMEOUT_MS);
  suite(() => {
    if (!opened) {
      throw new Error('the engine is open within tests only');
    }
    return opened.engine;
  });
}

/** Embedded engine in a directory that goes away with it. */
export async function openTemporaryPglite() {
  const directory = await mkdtemp(path.join(tmpdir(), 'assistant-pglite-'));
  const engine = await openPglite({ directory });
  return {
    engine,
    directory,
    async dispose() {
      await engine.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** New database on the server, dropped at the end. */
export async function openTemporaryPostgres(url: string) {
  const name = `assistant_test_${randomUUID().replaceAll('-', '')}`;
  const admin = connect(url);
  await admin.raw(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  const knex = connect(own.href);
  const engine = await openPostgres({ knex });
  return {
    engine,
    url: own.href,
    async dispose() {
      await knex.destroy();
      await admin.raw(`drop database ${name} with (force)`);
      await admin.destroy();
    },
  };
}

function connect(url: string): Knex {
  return knexFactory({
    client: 'pg',
    connection: url,
    pool: { min: 0, max: 4 },
  });
}
