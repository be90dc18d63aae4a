import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Knex } from 'knex';
import { z } from 'zod';
import { noJournal } from './conversations/ConversationJournal';
import { DatabaseConversationStore } from './conversations/DatabaseConversationStore';
import { DatabaseDocumentBase } from './documents';
import { migrate } from './migrate';
import { ProcessRegistry } from './ProcessRegistry';
import { everyone } from './testUtils/documents';
import { eachEngine } from './testUtils/eachEngine';

const { signal } = new AbortController();

/**
 * What a release left in the database: the schema is that after its last migration, made by the
 * migrations themselves, and the rows are those that it wrote. A new release adds its own file.
 */
const releaseSchema = z.object({
  lastMigration: z.string(),
  tables: z.array(z.tuple([z.string(), z.array(z.record(z.unknown()))])),
  statements: z.object({
    pglite: z.array(z.string()),
    postgres: z.array(z.string()),
  }),
});

async function readRelease(name: string) {
  const file = path.join(__dirname, '__fixtures__', `${name}.json`);
  return releaseSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

async function migrateTo(knex: Knex, directory: string, last: string) {
  for (;;) {
    const [, [done]] = await knex.migrate.up({ directory });
    if (!done || done === last) {
      return;
    }
  }
}

eachEngine(
  'upgrade',
  getEngine => {
    it('takes the data of release 0.1 along', async () => {
      const engine = getEngine();
      const { knex } = engine;
      const release = await readRelease('release-0.1');
      await migrateTo(
        knex,
        path.resolve(__dirname, '../../migrations'),
        release.lastMigration,
      );
      for (const [table, rows] of release.tables) {
        await knex(table).insert(rows);
      }
      for (const statement of release.statements[engine.kind]) {
        await knex.raw(statement);
      }

      await migrate(engine);

      const base = new DatabaseDocumentBase({
        engine,
        processes: await ProcessRegistry.create({ exclusive: false }),
      });
      const reader = await base.open({ signal });
      const hits = await reader?.search({
        filter: { ...everyone, principals: ['group:default/ops'] },
        text: 'restart pods',
        vector: new Float32Array([1, 0, 0]),
        limit: 5,
        signal,
      });
      expect(hits).toEqual([
        expect.objectContaining({
          body: 'Restart the pods one by one.',
          audience: ['group:default/ops'],
          lexical: expect.any(Number),
          dense: 1,
        }),
      ]);
      const conversations = new DatabaseConversationStore({
        knex,
        journal: noJournal,
      });
      await expect(
        conversations.list({
          ownerRef: 'user:default/ann',
          filter: everyone,
          limit: 5,
          offset: 0,
        }),
      ).resolves.toMatchObject({
        totalItems: 1,
        items: [{ title: 'Pods', entityRefs: ['component:default/checkout'] }],
      });
      // a build on top of the old generation goes on with its vectors
      const writer = await base.begin({
        embedder: 'old@1',
        dimensions: 3,
        trigger: 'test',
      });
      await expect(writer.copyUnchanged('runbook', { signal })).resolves.toBe(
        1,
      );
      await expect(writer.readUnembedded(5)).resolves.toEqual([]);
      await writer.seal([], { signal });
      await base.activate({ generation: writer.generation, expectedActive: 1 });
    });
  },
  { migrated: false },
);
