import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  writeFile,
} from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { AssistantDatabase } from './AssistantDatabase';
import { DirectoryLock } from './engine/pglite/DirectoryLock';
import { CHECKOUT, textEvent } from './testUtils/answers';
import {
  buildAndActivate,
  createDocument,
  everyone,
} from './testUtils/documents';
import { sqliteService } from './testUtils/services';

const ANN = 'user:default/ann';
const { signal } = new AbortController();

jest.setTimeout(120_000);

async function answer(database: AssistantDatabase, question: string) {
  const answerId = randomUUID();
  const at = new Date('2026-11-24T12:00:00Z');
  const { conversationId } = await database.answers.begin({
    answerId,
    ownerRef: ANN,
    question,
    title: question,
    language: 'en',
    at,
  });
  await database.answers.append({
    answerId,
    events: [textEvent(0, 'words')],
    entityRefs: [],
    askedRefs: [CHECKOUT],
    audiences: [['group:default/ops']],
  });
  await database.answers.finish({
    answerId,
    state: 'complete',
    language: 'en',
    text: 'words',
    basis: {},
    at,
  });
  await database.answers.setFeedback({
    answerId,
    ownerRef: ANN,
    rating: 'helpful',
    at,
  });
  return { answerId, conversationId };
}

const listTitles = async (database: AssistantDatabase) =>
  (
    await database.conversations.list({
      ownerRef: ANN,
      filter: everyone,
      limit: 10,
      offset: 0,
    })
  ).items.map(item => item.title);

describe('AssistantDatabase on the embedded engine', () => {
  let directory: string;
  const open: AssistantDatabase[] = [];

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'assistant-database-'));
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

  it('keeps everything over a restart', async () => {
    const first = await start();
    expect(first.problem()).toBeUndefined();
    const generation = await buildAndActivate(first.documents, [
      createDocument('a', ['restart pods']),
    ]);
    await answer(first, 'Kept?');
    await first.close();
    await expect(first.documents.status()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    const second = await start();
    await expect(second.documents.open({ signal })).resolves.toMatchObject({
      generation,
    });
    await expect(listTitles(second)).resolves.toEqual(['Kept?']);
  });

  it('says who owns the directory, and goes on when it is free', async () => {
    const lock = await DirectoryLock.acquire(directory);
    const database = await start();
    expect(database.problem()).toMatchObject({
      reason: expect.stringContaining('in use'),
    });
    await expect(database.documents.status()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringMatching(/in use.*; stop that backend/),
    });
    await expect(
      database
        .createLimiter({ questionsPerMinute: 1, concurrent: 1 })
        .release('x'),
    ).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
    await lock.release();
    const deadline = Date.now() + 60_000;
    while (database.problem() && Date.now() < deadline) {
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    await expect(database.documents.status()).resolves.toMatchObject({
      engine: 'pglite',
      generations: [],
    });
  });

  it('does not stop at a directory that cannot be written', async () => {
    await writeFile(path.join(directory, 'file'), '');
    directory = path.join(directory, 'file', 'below');
    const database = await start();
    expect(database.problem()).toMatchObject({
      reason: expect.stringContaining('cannot be written'),
      remedy: expect.stringContaining('assistant.embedded.directory'),
    });
    directory = path.dirname(path.dirname(directory));
  });

  it('brings conversations back when another version wrote the directory', async () => {
    // what such a version leaves: data that only it can read, and the copy beside it
    await mkdir(path.join(directory, 'data', 'base'), { recursive: true });
    await writeFile(path.join(directory, 'data', 'PG_VERSION'), '17\n');
    const fixture = path.join(
      __dirname,
      '__fixtures__',
      'conversations-of-postgres-17.jsonl',
    );
    await writeFile(
      path.join(directory, 'conversations.jsonl'),
      await readFile(fixture),
    );
    const database = await start();
    expect(database.problem()).toBeUndefined();
    expect(database.notices()).toEqual([
      expect.stringContaining('written by another version'),
    ]);
    await expect(listTitles(database)).resolves.toEqual([
      'Renamed',
      'Второй вопрос',
    ]);
    const [{ id }] = (
      await database.conversations.list({
        ownerRef: ANN,
        filter: everyone,
        limit: 1,
        offset: 0,
      })
    ).items;
    const read = await database.conversations.get({ id, ownerRef: ANN });
    expect(read).toMatchObject({
      conversation: { pinned: true, entityRefs: [CHECKOUT] },
      answers: [
        {
          question: 'How?',
          state: 'complete',
          text: 'So.',
          rating: 'helpful',
          entityRefs: [CHECKOUT],
          audiences: [['group:default/ops']],
        },
      ],
    });
    await expect(
      database.answers.readEvents({
        answerId: String(read?.answers[0].answerId),
        after: -1,
        limit: 9,
      }),
    ).resolves.toEqual([textEvent(0, 'So.')]);
    const left = await readdir(directory);
    expect(left).toContainEqual(
      expect.stringMatching(/^data-of-postgres-17-\d{14}$/),
    );
    await expect(database.documents.status()).resolves.toMatchObject({
      generations: [],
    });
  });

  it('keeps a copy that is current after each change, and forgets what was deleted', async () => {
    const database = await start();
    const kept = await answer(database, 'kept');
    const gone = await answer(database, 'gone');
    await database.conversations.update({
      id: kept.conversationId,
      ownerRef: ANN,
      title: 'kept and renamed',
      at: new Date(),
    });
    const copy = () =>
      readFile(path.join(directory, 'conversations.jsonl'), 'utf8');
    await expect(copy()).resolves.toContain(gone.answerId);
    await database.conversations.delete({
      id: gone.conversationId,
      ownerRef: ANN,
    });
    await expect(copy()).resolves.not.toContain('gone');
    await database.close();
    // the engine's own files are lost
    await rm(path.join(directory, 'data'), { recursive: true });
    const again = await start();
    await expect(listTitles(again)).resolves.toEqual(['kept and renamed']);
    await expect(again.answers.read(kept.answerId)).resolves.toMatchObject({
      rating: 'helpful',
      text: 'words',
    });
  });
});
