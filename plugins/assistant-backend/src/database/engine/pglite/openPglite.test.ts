import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type PgliteEngine, openPglite } from './openPglite';

describe('openPglite', () => {
  let directory: string;
  let engine: PgliteEngine;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'assistant-pglite-'));
    engine = await openPglite({ directory });
    await engine.knex.raw(
      'create table item (id int primary key, name text constraint item_name_unique unique)',
    );
  }, 120_000);

  afterAll(async () => {
    await engine.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('tells which rule a row broke, across the thread', async () => {
    await engine.knex('item').insert({ id: 1, name: 'one' });
    await expect(
      engine.knex('item').insert({ id: 2, name: 'one' }),
    ).rejects.toMatchObject({
      code: '23505',
      constraint: 'item_name_unique',
      table: 'item',
    });
    await expect(engine.knex('item').count()).resolves.toEqual([
      { count: '1' },
    ]);
  });

  it('rolls back what failed, and goes on', async () => {
    await expect(
      engine.knex.transaction(async tx => {
        await tx('item').insert({ id: 10, name: 'ten' });
        await tx('item').insert({ id: 10, name: 'again' });
      }),
    ).rejects.toMatchObject({ code: '23505' });
    await expect(engine.knex('item').where({ id: 10 })).resolves.toEqual([]);
  });

  it('keeps transactions apart that run at once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        engine.knex.transaction(async tx => {
          const [{ n }] = await tx('item')
            .where('id', '>=', 100)
            .count({ n: '*' });
          await tx('item').insert({ id: 100 + Number(n), name: `row ${i}` });
        }),
      ),
    );
    const rows = await engine
      .knex('item')
      .where('id', '>=', 100)
      .orderBy('id')
      .select('id');
    expect(rows.map(row => row.id)).toEqual(
      Array.from({ length: 20 }, (_, i) => 100 + i),
    );
  });

  it('carries long texts and arrays in both directions', async () => {
    const text = 'перезапуск подов '.repeat(60_000);
    const { rows } = await engine.knex.raw(
      'select ?::text as text, ?::int[] as numbers',
      [text, [1, 2, 3]],
    );
    expect(rows).toEqual([{ text, numbers: [1, 2, 3] }]);
  });

  it('refuses a second owner and says what to do', async () => {
    await expect(openPglite({ directory })).rejects.toMatchObject({
      reason: expect.stringContaining('in use by this very process'),
      remedy: expect.stringContaining('assistant.embedded.directory'),
    });
  });

  it('has the version of PostgreSQL that directories are checked for', async () => {
    const { rows } = await engine.knex.raw('show server_version_num');
    expect(Math.floor(Number(rows[0].server_version_num) / 10_000)).toBe(18);
  });
});
