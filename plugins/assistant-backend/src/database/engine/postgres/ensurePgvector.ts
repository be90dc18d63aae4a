import type { Knex } from 'knex';
import { errorCode } from '../errorCode';
import { StoreProblem } from '../StoreProblem';

const OLDEST_PGVECTOR = '0.7.0';

export interface InstalledExtension {
  version: string;
  /** Schema that its types stand in; not always one of the search path. */
  schema: string;
}

/**
 * Finds pgvector in this database, or creates it.
 *
 * It is not a trusted extension, so creating it may need an administrator.
 */
export async function ensurePgvector(knex: Knex): Promise<InstalledExtension> {
  const extension = (await find(knex)) ?? (await create(knex));
  if (compareVersions(extension.version, OLDEST_PGVECTOR) < 0) {
    throw new StoreProblem({
      reason: `pgvector ${extension.version} is too old`,
      remedy: `install pgvector 0.8.4 or newer (at least ${OLDEST_PGVECTOR}) on the server, then run ALTER EXTENSION vector UPDATE in this database`,
    });
  }
  return extension;
}

async function find(knex: Knex): Promise<InstalledExtension | undefined> {
  const { rows } = await knex.raw<{ rows: InstalledExtension[] }>(
    `select e.extversion as version, n.nspname as schema
     from pg_extension e join pg_namespace n on n.oid = e.extnamespace
     where e.extname = 'vector'`,
  );
  return rows[0];
}

async function create(knex: Knex): Promise<InstalledExtension> {
  try {
    await knex.raw('create extension if not exists vector');
  } catch (error) {
    const code = errorCode(error);
    const { rows } = await knex.raw<{ rows: Array<{ name: string }> }>(
      'select current_database() as name',
    );
    throw new StoreProblem({
      reason:
        code === '42501'
          ? 'The database role may not create the extension pgvector'
          : 'The extension pgvector is not installed on the PostgreSQL server',
      remedy:
        code === '42501'
          ? `let an administrator run CREATE EXTENSION vector in the database ${rows[0].name}`
          : `install pgvector on the server, then let an administrator run CREATE EXTENSION vector in the database ${rows[0].name}`,
      cause: error,
    });
  }
  const created = await find(knex);
  if (!created) {
    throw new StoreProblem({
      reason: 'The extension pgvector could not be found after creating it',
      remedy: 'run CREATE EXTENSION vector by hand and look at its output',
    });
  }
  return created;
}

/** Compares dotted versions by number. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left, right].map(v =>
    v.split('.').map(part => parseInt(part, 10) || 0),
  );
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) {
      return Math.sign(difference);
    }
  }
  return 0;
}
