import { mockServices } from '@backstage/backend-test-utils';
import { AssistantDatabase } from './AssistantDatabase';
import {
  buildAndActivate,
  createDocument,
  everyone,
} from './testUtils/documents';
import { openTemporaryPostgres } from './testUtils/eachEngine';
import { openLimitedDatabase } from './testUtils/limitedDatabase';
import { postgresUrl } from './testUtils/postgresUrl';
import { postgresService } from './testUtils/services';

const { signal } = new AbortController();

jest.setTimeout(120_000);

const url = postgresUrl();
(url ? describe : describe.skip)('AssistantDatabase on a server', () => {
  it('migrates, or says that somebody must', async () => {
    const { url: own, dispose } = await openTemporaryPostgres(String(url));
    const skipping = postgresService(own, { skip: true });
    const options = { logger: mockServices.logger.mock(), directory: 'unused' };
    const waiting = new AssistantDatabase({
      ...options,
      database: skipping.service,
    });
    await waiting.start();
    expect(waiting.problem()).toMatchObject({
      remedy: expect.stringContaining('database.migrations.skip'),
    });
    await waiting.close();
    const migrating = postgresService(own);
    const database = new AssistantDatabase({
      ...options,
      database: migrating.service,
    });
    await database.start();
    expect(database.problem()).toBeUndefined();
    await expect(database.documents.status()).resolves.toMatchObject({
      engine: 'postgres',
    });
    const other = new AssistantDatabase({
      ...options,
      database: skipping.service,
    });
    await other.start();
    expect(other.problem()).toBeUndefined();
    await Promise.all([database.close(), other.close()]);
    await Promise.all([skipping.knex.destroy(), migrating.knex.destroy()]);
    await dispose();
  });

  it('finds pgvector in a schema outside of the search path', async () => {
    const {
      url: own,
      engine,
      dispose,
    } = await openTemporaryPostgres(String(url));
    await engine.knex.raw('drop extension vector');
    await engine.knex.raw('create schema extensions');
    await engine.knex.raw('create extension vector schema extensions');
    const { service, knex } = postgresService(own);
    const database = new AssistantDatabase({
      database: service,
      logger: mockServices.logger.mock(),
      directory: 'unused',
    });
    await database.start();
    await buildAndActivate(database.documents, [
      createDocument('a', ['restart pods']),
    ]);
    const reader = await database.documents.open({ signal });
    await expect(
      reader?.search({
        filter: everyone,
        text: 'pods',
        vector: new Float32Array(4).fill(0.5),
        limit: 1,
        signal,
      }),
    ).resolves.toEqual([
      expect.objectContaining({
        dense: expect.any(Number),
        lexical: expect.any(Number),
      }),
    ]);
    await database.close();
    await knex.destroy();
    await dispose();
  });

  it('says what an administrator must run when the role may not, and goes on when it was', async () => {
    const limited = await openLimitedDatabase(String(url));
    const { service, knex } = postgresService(limited.url);
    const database = new AssistantDatabase({
      database: service,
      logger: mockServices.logger.mock(),
      directory: 'unused',
    });
    await database.start();
    const problem = database.problem();
    expect(problem).toEqual({
      reason: 'The database role may not create the extension pgvector',
      remedy: `let an administrator run CREATE EXTENSION vector in the database ${limited.name}`,
    });
    const [statement] = /CREATE EXTENSION \w+/.exec(String(problem?.remedy))!;
    await limited.admin.raw(statement);
    // the next try comes by itself, and the role needs no more rights than it has
    const until = Date.now() + 30_000;
    while (database.problem() && Date.now() < until) {
      await new Promise(resolve => setTimeout(resolve, 100));
    }
    expect(database.problem()).toBeUndefined();
    await buildAndActivate(database.documents, [
      createDocument('a', ['restart pods']),
    ]);
    await database.close();
    await knex.destroy();
    await limited.dispose();
  });

  it('does not stop at a server that is away', async () => {
    const { service, knex } = postgresService(
      'postgresql://nobody:x@127.0.0.1:1/none',
    );
    const database = new AssistantDatabase({
      database: service,
      logger: mockServices.logger.mock(),
      directory: 'unused',
    });
    await database.start();
    expect(database.problem()).toMatchObject({
      reason: expect.stringContaining('ECONNREFUSED'),
      remedy: expect.stringContaining('backend.database'),
    });
    await database.close();
    await knex.destroy();
  });
});
