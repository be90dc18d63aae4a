import { randomUUID } from 'node:crypto';
import {
  link,
  mkdir,
  readFile,
  rename,
  stat,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { errorCode } from '../errorCode';
import { StoreProblem } from '../StoreProblem';
import { isRunning, ownIdentity } from '../../processIdentity';

/** How often the owner shows that it lives, for owners on another machine. */
const HEARTBEAT_MS = 5_000;
/** After so long without a sign, an owner on another machine counts as gone. */
const SILENT_MS = 30_000;
const ATTEMPTS = 5;

const ownerSchema = z.object({
  host: z.string(),
  pid: z.number().int(),
  started: z.string(),
  token: z.string(),
});
type Owner = z.infer<typeof ownerSchema>;

/**
 * Lets one process at a time use a directory.
 *
 * Two owners of one data directory destroy it, so this lock comes before the engine. It survives a
 * crash: an owner is gone when its process is, told by pid and start time, or, if it ran on another
 * machine, when it has been silent for {@link SILENT_MS}.
 */
export class DirectoryLock {
  readonly #file: string;
  readonly #owner: Owner;
  readonly #heartbeat: NodeJS.Timeout;

  private constructor(file: string, owner: Owner) {
    this.#file = file;
    this.#owner = owner;
    this.#heartbeat = setInterval(() => {
      const now = new Date();
      utimes(file, now, now).catch(() => undefined);
    }, HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  /** @throws {@link StoreProblem} while another process owns the directory. */
  static async acquire(directory: string): Promise<DirectoryLock> {
    await mkdir(directory, { recursive: true });
    const file = path.join(directory, 'owner.lock');
    const owner = { ...(await ownIdentity()), token: randomUUID() };
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (await tryCreate(file, owner)) {
        return new DirectoryLock(file, owner);
      }
      const other = await readOwner(file);
      if (other && (await isAlive(file, other))) {
        throw inUse(directory, other);
      }
      if (other) {
        await takeAway(file, other);
      }
    }
    throw new StoreProblem({
      reason: `The directory ${directory} could not be locked`,
      remedy: `several processes start at once on it; stop all but one, then remove ${file}`,
    });
  }

  async release(): Promise<void> {
    clearInterval(this.#heartbeat);
    const owner = await readOwner(this.#file);
    if (owner?.token === this.#owner.token) {
      await unlink(this.#file).catch(() => undefined);
    }
  }
}

/** Creates the lock with its content in one step, so that nobody ever reads half of it. */
async function tryCreate(file: string, owner: Owner): Promise<boolean> {
  const draft = `${file}.${owner.token}`;
  await writeFile(draft, JSON.stringify(owner));
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') {
      return false;
    }
    throw error;
  } finally {
    await unlink(draft).catch(() => undefined);
  }
}

async function readOwner(file: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') {
      return undefined;
    }
    throw new StoreProblem({
      reason: `The lock ${file} cannot be read`,
      remedy:
        'make sure that no other backend uses this directory, then remove the lock',
      cause: error,
    });
  }
}

async function isAlive(file: string, owner: Owner): Promise<boolean> {
  const running = await isRunning(owner);
  if (running !== 'unknown') {
    return running;
  }
  const seen = await stat(file).catch(() => undefined);
  return seen !== undefined && Date.now() - seen.mtimeMs < SILENT_MS;
}

/** Removes the lock of a dead owner; puts it back when somebody was faster and it is theirs. */
async function takeAway(file: string, dead: Owner): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const taken = await readOwner(aside);
  if (taken && taken.token !== dead.token) {
    await link(aside, file).catch(() => undefined);
  }
  await unlink(aside).catch(() => undefined);
}

function inUse(directory: string, owner: Owner): StoreProblem {
  const who =
    owner.pid === process.pid ? 'this very process' : `process ${owner.pid}`;
  return new StoreProblem({
    reason: `The directory ${directory} is in use by ${who} on ${owner.host}`,
    remedy:
      'stop that backend, or give this one its own assistant.embedded.directory; several replicas need PostgreSQL',
  });
}
