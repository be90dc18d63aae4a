import {
  mkdtemp,
  readdir,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { AssistantDatabase } from './AssistantDatabase';
import { createWriters } from './testUtils/answers';
import { everyone } from './testUtils/documents';
import { sqliteService } from './testUtils/services';

const ANN = 'user:default/ann';

jest.setTimeout(120_000);

describe('a damaged directory of the embedded engine', () => {
  let directory: string;
  let data: string;
  const open: AssistantDatabase[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'assistant-damaged-'));
    data = path.join(directory, 'data');
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map(database => database.close()));
    await rm(directory, { recursive: true, force: true });
  });

  async function start() {
    const database = new AssistantDatabase({
      database: sqliteService(),
      logger: mockServices.logger.mock(),
      directory,
    });
    open.push(database);
    await database.start();
    return database;
  }

  async function untilUsable(database: AssistantDatabase) {
    const deadline = Date.now() + 60_000;
    while (database.problem() && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    expect(database.problem()).toBeUndefined();
  }

  const cutOffControl = () => truncate(path.join(data, 'global', 'pg_control'));

  async function overwriteTables() {
    const tables = path.join(data, 'base', '5');
    const own = (await readdir(tables)).filter(name => Number(name) > 16_384);
    expect(own.length).toBeGreaterThan(10);
    for (const name of own) {
      await writeFile(path.join(tables, name), Buffer.alloc(8_192, 5));
    }
  }

  it.each([
    ['the engine does not start', cutOffControl],
    ['the engine starts and its tables cannot be read', overwriteTables],
  ])('when %s, it says what to move aside, and goes on', async (_, damage) => {
    const first = await start();
    const { answer } = createWriters(first.answers, () => ANN);
    await answer({ question: 'Kept?' });
    await first.close();
    await damage();
    const database = await start();
    expect(database.problem()).toMatchObject({
      reason: expect.stringContaining(`${data} cannot be opened`),
      remedy: expect.stringContaining(`mv ${data} ${data}-damaged`),
    });
    await expect(database.documents.status()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('-damaged'),
    });
    await rename(data, `${data}-damaged`);
    await untilUsable(database);
    await expect(
      database.conversations.list({
        ownerRef: ANN,
        filter: everyone,
        limit: 10,
        offset: 0,
      }),
    ).resolves.toMatchObject({ items: [{ title: 'Kept?' }] });
  });
});
