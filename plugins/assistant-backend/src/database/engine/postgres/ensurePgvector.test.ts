import type { Knex } from 'knex';
import { postgresUrl } from '../../testUtils/postgresUrl';
import { openTemporaryPostgres } from '../../testUtils/eachEngine';
import { openPostgres } from './openPostgres';
import { compareVersions, ensurePgvector } from './ensurePgvector';

jest.setTimeout(60_000);

describe('compareVersions', () => {
  it.each([
    ['0.8.4', '0.8.4', 0],
    ['0.8', '0.8.0', 0],
    ['0.6.2', '0.7.0', -1],
    ['0.10.0', '0.8.4', 1],
    ['1.0', '0.8.5', 1],
    ['0.7.0', '0.7.0-dev', 0],
  ])('%s against %s is %d', (left, right, expected) => {
    expect(compareVersions(left, right)).toBe(expected);
  });
});

describe('ensurePgvector on a server that does not have it', () => {
  it('says what to install, and what to run then', async () => {
    // as PostgreSQL 18 answers for an extension whose files are missing
    const answer = Object.assign(
      new Error('extension "vector" is not available'),
      {
        code: '0A000',
        hint: 'The extension must first be installed on the system where PostgreSQL is running.',
      },
    );
    const raw = async (sql: string) => {
      if (sql.startsWith('create extension')) {
        throw answer;
      }
      return { rows: sql.includes('pg_extension') ? [] : [{ name: 'portal' }] };
    };
    await expect(
      ensurePgvector({ raw } as unknown as Knex),
    ).rejects.toMatchObject({
      name: 'StoreProblem',
      reason: expect.stringContaining('not installed'),
      remedy:
        'install pgvector on the server, then let an administrator run CREATE EXTENSION vector in the database portal',
      cause: answer,
    });
  });
});

const url = postgresUrl();
(url ? describe : describe.skip)('openPostgres', () => {
  /** The catalog of a real server says an older version, as it does until somebody updates. */
  async function openWith(version: string) {
    const { engine, dispose } = await openTemporaryPostgres(String(url));
    const { knex } = engine;
    await knex.raw(
      `update pg_extension set extversion = ? where extname = 'vector'`,
      [version],
    );
    return { knex, dispose };
  }

  it('refuses a pgvector that has no half vectors, and says how to renew it', async () => {
    const { knex, dispose } = await openWith('0.6.2');
    await expect(openPostgres({ knex })).rejects.toMatchObject({
      name: 'StoreProblem',
      reason: 'pgvector 0.6.2 is too old',
      remedy: expect.stringMatching(
        /at least 0\.7\.0.*ALTER EXTENSION vector UPDATE in this database/,
      ),
    });
    await dispose();
  });

  it.each([
    ['0.7.4', false, 1],
    ['0.8.3', false, 1],
    ['0.8.4', true, 0],
  ])(
    'with pgvector %s an HNSW index is used: %s',
    async (version, hnsw, notices) => {
      const { knex, dispose } = await openWith(version);
      const engine = await openPostgres({ knex });
      expect(engine.hnsw).toBe(hnsw);
      expect(engine.notices).toHaveLength(notices);
      expect(
        engine.notices.filter(notice =>
          /searches are exact.*run ALTER EXTENSION/.test(notice),
        ),
      ).toHaveLength(notices);
      await dispose();
    },
  );
});
