import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CHUNKS,
  DOCUMENTS,
  buildOnce,
  openDirectory,
} from './testUtils/crashingBuilder';
import { type Seen, readSeen, seenSchema } from './testUtils/readSeen';

/** `ASSISTANT_TEST_KILLS=100` kills more often. */
const KILLS = Number(process.env.ASSISTANT_TEST_KILLS ?? 10);
const START_MS = 90_000;
/** A build takes about half a second; a kill comes anywhere in one of the first. */
const LONGEST_BUILD_MS = 1_200;

jest.setTimeout(START_MS * (KILLS + 1));

/** One build, whole, and nothing of those that were killed but their failures. */
const WHOLE = {
  state: 'active',
  documents: DOCUMENTS,
  chunks: DOCUMENTS * CHUNKS,
  embedded: 1,
  hits: 10,
  read: DOCUMENTS * CHUNKS,
  builds: 1,
  building: 0,
};

describe('a process that is killed in the middle of a build', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'assistant-crash-'));
    const database = await openDirectory(directory);
    await buildOnce(database, 'first');
    await database.close();
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

  /** Says what it found at its start; killed somewhere in one of the builds that follow. */
  async function killAtRandom(): Promise<Seen> {
    const child = startBuilder();
    const exited = once(child, 'exit');
    const told = child.stdout && once(child.stdout, 'data');
    const line = await Promise.race([
      told,
      exited.then(([code]) => {
        throw new Error(`the builder ended by itself with code ${code}`);
      }),
    ]);
    await new Promise(resolve =>
      setTimeout(resolve, Math.random() * LONGEST_BUILD_MS),
    );
    child.kill('SIGKILL');
    await exited;
    return seenSchema.parse(JSON.parse(String(line)));
  }

  it(`starts again ${KILLS} times, answers, and shows nothing half`, async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      // what the kill before left
      await expect(killAtRandom()).resolves.toMatchObject(WHOLE);
    }
    const database = await openDirectory(directory);
    const seen = await readSeen(database.documents);
    await database.close();
    expect(seen).toMatchObject(WHOLE);
    // else no kill came in the middle of a build
    expect(seen.failed).toBeGreaterThanOrEqual(KILLS > 2 ? 1 : 0);
  });
});
