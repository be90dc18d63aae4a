import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';
import { errorCode } from './engine/errorCode';

/**
 * A process that is told from a later one with the same number.
 *
 * A pid alone is not enough: in a container the backend is often number 1, before and after a crash.
 */
export interface ProcessIdentity {
  host: string;
  pid: number;
  /** Boot and start time as the system tells them; empty where it does not. */
  started: string;
}

/** Identity of this process. */
export async function ownIdentity(): Promise<ProcessIdentity> {
  return {
    host: hostname(),
    pid: process.pid,
    started: (await readStartTime(process.pid)) ?? '',
  };
}

/** Whether the process runs; `unknown` when it belongs to another machine. */
export async function isRunning(
  identity: ProcessIdentity,
): Promise<boolean | 'unknown'> {
  if (identity.host !== hostname()) {
    return 'unknown';
  }
  if (!exists(identity.pid)) {
    return false;
  }
  const started = await readStartTime(identity.pid);
  return !started || !identity.started || started === identity.started;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but belongs to somebody else
    return errorCode(error) === 'EPERM';
  }
}

async function readStartTime(pid: number): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') {
      const [stat, boot] = await Promise.all([
        readFile(`/proc/${pid}/stat`, 'utf8'),
        readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      ]);
      // the name of the process stands in parentheses and may hold spaces; field 22 counts from 1
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return `${boot.trim()}:${fields[19]}`;
    }
    if (process.platform === 'win32') {
      return undefined;
    }
    const { stdout } = await promisify(execFile)(
      'ps',
      ['-o', 'lstart=', '-p', String(pid)],
      { timeout: 2_000 },
    );
    return stdout.trim() || undefined;
  } catch {
    return undefined;
  }
}
