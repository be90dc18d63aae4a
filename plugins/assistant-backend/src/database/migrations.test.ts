import { readdir } from 'node:fs/promises';
import type { Knex } from 'knex';
import { MIGRATIONS_DIRECTORY } from './migrate';
import { selectRows } from './sql';
import { eachEngine } from './testUtils/eachEngine';

async function readTables(knex: Knex): Promise<string[]> {
  const rows = await selectRows<{ name: string }>(
    knex,
    `select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace
     and relname not like 'knex\\_%' order by relname`,
  );
  return rows.map(({ name }) => name);
}

eachEngine(
  'migrations',
  getEngine => {
    const directory = MIGRATIONS_DIRECTORY;

    it('go up and down one by one, and up again', async () => {
      const { knex } = getEngine();
      const files = (await readdir(directory)).filter(file =>
        file.endsWith('.js'),
      );
      expect(files.length).toBeGreaterThan(1);
      const states = [await readTables(knex)];
      for (let i = 0; i < files.length; i++) {
        await knex.migrate.up({ directory });
        states.push(await readTables(knex));
      }
      expect(states[0]).toEqual([]);
      expect(states.at(-1)).toEqual(
        expect.arrayContaining(['entity', 'doc_chunk', 'answer', 'rate_lease']),
      );
      for (let i = files.length - 1; i >= 0; i--) {
        await knex.migrate.down({ directory });
        await expect(readTables(knex)).resolves.toEqual(states[i]);
      }
      const extensions = await selectRows(
        knex,
        `select 1 from pg_extension where extname = 'vector'`,
      );
      expect(extensions).toHaveLength(1);
      await knex.migrate.latest({ directory });
      await expect(readTables(knex)).resolves.toEqual(states.at(-1));
    });

    it('drop the tables of generations on the way down', async () => {
      const { knex } = getEngine();
      await knex.raw('create table doc_g7 (like doc)');
      await knex.raw(
        'alter table doc attach partition doc_g7 for values in (7)',
      );
      await knex.raw('create table doc_chunk_g8 (like doc_chunk)');
      await knex.migrate.rollback({ directory }, true);
      await expect(readTables(knex)).resolves.toEqual([]);
      await knex.migrate.latest({ directory });
    });

    it('explain every table and column', async () => {
      const { knex } = getEngine();
      const bare = await selectRows<{ name: string }>(
        knex,
        `select c.relname || coalesce('.' || a.attname, '') as name
         from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace and c.relname not like 'knex\\_%'
           and (col_description(c.oid, a.attnum) is null or obj_description(c.oid, 'pg_class') is null)`,
      );
      expect(bare).toEqual([]);
    });

    it('refuse rows in the parents of generations', async () => {
      await expect(
        getEngine().knex('lexeme_df').insert({ gen: 1, word: 'a', ndoc: 1 }),
      ).rejects.toMatchObject({ code: '23514' });
    });
  },
  { migrated: false },
);
