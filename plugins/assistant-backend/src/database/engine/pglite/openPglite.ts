import { mkdir, readFile, rename } from 'node:fs/promises';
import path from 'node:path';
import knexFactory from 'knex';
import type { Engine } from '../Engine';
import { errorCode } from '../errorCode';
import { StoreProblem } from '../StoreProblem';
import { DirectoryLock } from './DirectoryLock';
import { PgliteSocket } from './PgliteSocket';
import { PgliteThread } from './PgliteThread';

/** Major version of PostgreSQL inside the pinned PGlite; a directory of another one cannot be opened. */
export const PGLITE_POSTGRES_MAJOR = 18;

/** A statement waits this long for the one session before it fails with a clear error. */
const ACQUIRE_TIMEOUT_MS = 30_000;

export interface PgliteEngine extends Engine {
  readonly kind: 'pglite';
  /** Where the old directory went, if it was written by another version. */
  readonly movedAside?: string;
}

/** Opens the embedded PostgreSQL below the directory, as its only owner. */
export async function openPglite(options: {
  directory: string;
}): Promise<PgliteEngine> {
  const { directory } = options;
  const lock = await acquire(directory);
  try {
    const data = path.join(directory, 'data');
    const movedAside = await moveAsideOtherVersion(data);
    await mkdir(data, { recursive: true });
    const thread = await startThread(data);
    return createEngine({ data, thread, lock, movedAside });
  } catch (error) {
    await lock.release();
    throw error;
  }
}

async function acquire(directory: string): Promise<DirectoryLock> {
  try {
    return await DirectoryLock.acquire(directory);
  } catch (error) {
    if (error instanceof StoreProblem) {
      throw error;
    }
    throw new StoreProblem({
      reason: `The directory ${directory} cannot be written: ${error}`,
      remedy:
        'give the backend write access to it, or set assistant.embedded.directory to another one',
      cause: error,
    });
  }
}

async function startThread(data: string): Promise<PgliteThread> {
  try {
    return await PgliteThread.start(data);
  } catch (error) {
    throw cannotOpen(data, error);
  }
}

/** The engine says little about what it does not like: memory, disk and damage look alike. */
function cannotOpen(data: string, error: unknown): StoreProblem {
  return new StoreProblem({
    reason: `The embedded database in ${data} cannot be opened: ${error}`,
    remedy: `check free disk space and memory; if both are there, the directory is damaged: move it aside (mv ${data} ${data}-damaged), and the next try makes a new one by itself; documents are built anew, conversations come back from conversations.jsonl beside it`,
    cause: error,
  });
}

async function moveAsideOtherVersion(
  data: string,
): Promise<string | undefined> {
  const version = await readFile(path.join(data, 'PG_VERSION'), 'utf8').catch(
    () => undefined,
  );
  if (version === undefined || Number(version) === PGLITE_POSTGRES_MAJOR) {
    return undefined;
  }
  const stamp = new Date()
    .toISOString()
    .replace(/[^0-9]/g, '')
    .slice(0, 14);
  const aside = `${data}-of-postgres-${version.trim()}-${stamp}`;
  await rename(data, aside);
  return aside;
}

/** Corrupted data or index, an internal error, a file that is missing. */
const DAMAGE = /^(?:XX00[0-2]|58P01)$/;

/** The problem behind an error of a statement, if it says that files are damaged. */
function toDamage(data: string, error: unknown): StoreProblem | undefined {
  for (let cause = error; cause; cause = causeOf(cause)) {
    if (DAMAGE.test(errorCode(cause) ?? '')) {
      return cannotOpen(data, cause);
    }
  }
  return undefined;
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}

function createEngine(options: {
  data: string;
  thread: PgliteThread;
  lock: DirectoryLock;
  movedAside?: string;
}): PgliteEngine {
  const { data, thread, lock, movedAside } = options;
  const knex = knexFactory({
    client: 'pg',
    // a function, since knex would copy an object and with it the socket
    connection: async () => ({
      host: 'embedded',
      user: 'postgres',
      database: 'postgres',
      password: '',
      ssl: false,
      stream: () => new PgliteSocket(thread),
    }),
    // one session: transactions queue up behind each other
    pool: { min: 0, max: 1, idleTimeoutMillis: 600_000 },
    acquireConnectionTimeout: ACQUIRE_TIMEOUT_MS,
  });
  return {
    kind: 'pglite',
    knex,
    vector: {
      type: '"public"."vector"',
      distance: 'operator("public".<=>)',
      hnswClass: '"public".vector_cosine_ops',
    },
    // exact scans are as fast here up to the supported size, and always right
    hnsw: false,
    notices: movedAside
      ? [
          `The embedded database was written by another version and now stands in ${movedAside}; conversations were brought back, documents are built anew.`,
        ]
      : [],
    movedAside,
    onLost: listener => thread.onLost(listener),
    toDamage: error => toDamage(data, error),
    async close() {
      await knex.destroy();
      await thread.close();
      await lock.release();
    },
  };
}
