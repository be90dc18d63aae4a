import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { AssistantDatabase } from './AssistantDatabase';
import { CHUNKS, DOCUMENTS } from './testUtils/crashingBuilder';
import { everyone } from './testUtils/documents';
import { sqliteService } from './testUtils/services';

/** `ASSISTANT_TEST_KILLS=10` kills more often. */
const KILLS = Number(process.env.ASSISTANT_TEST_KILLS ?? 3);
const START_MS = 90_000;
const { signal } = new AbortController();

jest.setTimeout(START_MS * (KILLS + 1));

describe('a process that is killed in the middle of a build', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'assistant-crash-'));
  });

  afterAll(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  function startBuilder(): ChildProcess {
    return spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        path.join(__dirname, 'testUtils', 'crashingBuilder.ts'),
        directory,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
  }

  /** Lets it build once, then kills it somewhere in one of the next builds. */
  async function killAtRandom(): Promise<void> {
    const child = startBuilder();
    const exited = once(child, 'exit');
    const built = child.stdout && once(child.stdout, 'data');
    await Promise.race([
      built,
      exited.then(([code]) => {
        throw new Error(`the builder ended by itself with code ${code}`);
      }),
    ]);
    await new Promise(resolve => setTimeout(resolve, Math.random() * 1_500));
    child.kill('SIGKILL');
    await exited;
  }

  async function open() {
    const database = new AssistantDatabase({
      database: sqliteService(),
      logger: mockServices.logger.mock(),
      directory,
    });
    await database.start();
    expect(database.problem()).toBeUndefined();
    return database;
  }

  it(`starts again ${KILLS} times, answers, and shows nothing half`, async () => {
    let interrupted = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      await killAtRandom();
      const database = await open();
      try {
        const { active, generations } = await database.documents.status();
        expect(generations.find(g => g.generation === active)).toMatchObject({
          state: 'active',
          documents: DOCUMENTS,
          chunks: DOCUMENTS * CHUNKS,
          embedded: 1,
        });
        expect(generations.map(g => g.state)).not.toContain('building');
        interrupted += generations.filter(g => g.state === 'failed').length;
        const reader = await database.documents.open({ signal });
        const hits = await reader?.search({
          filter: everyone,
          text: 'restart pods',
          limit: 10,
          signal,
        });
        expect(hits).toHaveLength(10);
        const all = await reader?.readScope({
          filter: everyone,
          entityRefs: ['component:default/checkout'],
          maxChunks: 1_000,
          signal,
        });
        expect(all).toHaveLength(DOCUMENTS * CHUNKS);
        // all of one build
        expect(
          new Set(all?.map(chunk => chunk.body.replace(/.*of build/, ''))).size,
        ).toBe(1);
      } finally {
        await database.close();
      }
    }
    expect(interrupted).toBeGreaterThanOrEqual(KILLS > 2 ? 1 : 0);
  });
});
