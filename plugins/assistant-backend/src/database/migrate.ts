import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { type Engine, StoreProblem } from './engine';

export const MIGRATIONS_DIRECTORY = resolvePackagePath(
  '@smart-assistant/backstage-plugin-assistant-backend',
  'migrations',
);

/** Brings the schema up to date. */
export async function migrate(engine: Engine): Promise<void> {
  const { knex } = engine;
  const options = { directory: MIGRATIONS_DIRECTORY };
  if (engine.kind === 'pglite') {
    // a kill in the middle leaves knex's lock behind; nobody else can be migrating here
    await knex.migrate.forceFreeMigrationsLock(options);
  }
  try {
    await knex.migrate.latest(options);
  } catch (error) {
    throw new StoreProblem(describe(error));
  }
}

/** For databases that somebody else migrates: only looks whether that was done. */
export async function checkMigrated(knex: Knex): Promise<void> {
  const [, pending] = await knex.migrate
    .list({ directory: MIGRATIONS_DIRECTORY })
    .catch(() => [[], ['all']]);
  if (pending.length > 0) {
    throw new StoreProblem({
      reason: 'The schema of the assistant is not up to date',
      remedy:
        'start one backend without database.migrations.skip, or with a role that may create tables',
    });
  }
}

function describe(error: unknown) {
  const name = error instanceof Error ? error.name : '';
  if (name === 'MigrationLocked' || /migration.*lock/i.test(String(error))) {
    return {
      reason:
        'The schema is being migrated by another process, or one was killed in the middle',
      remedy:
        'wait for the other replica; if there is none, run: UPDATE knex_migrations_lock SET is_locked = 0',
      cause: error,
    };
  }
  return {
    reason: `The schema could not be migrated: ${error}`,
    remedy:
      'make sure that the database role may create tables in its schema; the next try follows by itself',
    cause: error,
  };
}
