import type { Knex } from 'knex';
import type { Engine } from '../Engine';
import { StoreProblem } from '../StoreProblem';
import { limitStatements } from './limitStatements';
import { compareVersions, ensurePgvector } from './ensurePgvector';

/** Oldest server that is supported, as `server_version_num`. */
const OLDEST_SERVER = 150_000;
/** Older releases of pgvector can lose rows of an HNSW index under vacuum. */
const HNSW_SINCE = '0.8.4';

/** Uses the plugin's own database on a PostgreSQL server. */
export async function openPostgres(options: { knex: Knex }): Promise<Engine> {
  const { knex } = options;
  limitStatements(knex);
  await checkServer(knex);
  const extension = await ensurePgvector(knex);
  const hnsw = compareVersions(extension.version, HNSW_SINCE) >= 0;
  const schema = `"${extension.schema.replace(/"/g, '""')}"`;
  return {
    kind: 'postgres',
    knex,
    vector: {
      type: `${schema}."halfvec"`,
      distance: `operator(${schema}.<=>)`,
      hnswClass: `${schema}.halfvec_cosine_ops`,
    },
    hnsw,
    notices: hnsw
      ? []
      : [
          `pgvector ${extension.version} is older than ${HNSW_SINCE}: searches are exact, which is slower above 30,000 chunks; run ALTER EXTENSION vector UPDATE after upgrading it.`,
        ],
    // the pool opens new connections by itself
    onLost: () => undefined,
    // its administrators see to that
    toDamage: () => undefined,
    // the client belongs to Backstage's database service, which closes it
    close: async () => undefined,
  };
}

async function checkServer(knex: Knex) {
  const { rows } = await knex.raw<{
    rows: Array<{ number: string; version: string }>;
  }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as version`,
  );
  if (Number(rows[0].number) < OLDEST_SERVER) {
    throw new StoreProblem({
      reason: `PostgreSQL ${rows[0].version} is too old`,
      remedy: 'the assistant needs PostgreSQL 15 or newer',
    });
  }
}
