import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdtemp,
  readFile,
  readdir,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { ownIdentity } from '../../processIdentity';
import { DirectoryLock } from './DirectoryLock';

describe('DirectoryLock', () => {
  let directory: string;
  const file = () => path.join(directory, 'owner.lock');
  const writeOwner = (owner: object) =>
    writeFile(file(), JSON.stringify({ token: 'other', ...owner }));

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'assistant-lock-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  it('is free again after a release', async () => {
    const lock = await DirectoryLock.acquire(directory);
    await expect(DirectoryLock.acquire(directory)).rejects.toMatchObject({
      reason: expect.stringContaining('this very process'),
    });
    await lock.release();
    await expect(readdir(directory)).resolves.toEqual([]);
    await (await DirectoryLock.acquire(directory)).release();
  });

  it('refuses while another process lives, and not when it was killed', async () => {
    const child = spawn(process.execPath, [
      '-e',
      'setInterval(() => {}, 1000)',
    ]);
    await once(child, 'spawn');
    const stat = await readFile(`/proc/${child.pid}/stat`, 'utf8').catch(
      () => undefined,
    );
    const boot =
      stat &&
      (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
    const started = stat
      ? `${boot}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`
      : '';
    await writeOwner({ host: hostname(), pid: child.pid, started });
    await expect(DirectoryLock.acquire(directory)).rejects.toMatchObject({
      name: 'StoreProblem',
      reason: expect.stringContaining(`process ${child.pid} on ${hostname()}`),
      remedy: expect.stringContaining('stop that backend'),
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lock = await DirectoryLock.acquire(directory);
    await lock.release();
  });

  it('knows a process that took the number of a dead one', async () => {
    const own = await ownIdentity();
    await writeOwner({ ...own, started: 'another-boot:1' });
    const lock = await DirectoryLock.acquire(directory);
    await expect(readFile(file(), 'utf8')).resolves.toContain(own.started);
    await lock.release();
  });

  it('waits for the silence of an owner on another machine', async () => {
    await writeOwner({ host: 'elsewhere', pid: 1, started: '' });
    await expect(DirectoryLock.acquire(directory)).rejects.toMatchObject({
      reason: expect.stringContaining('on elsewhere'),
    });
    const longAgo = new Date(Date.now() - 60_000);
    await utimes(file(), longAgo, longAgo);
    await (await DirectoryLock.acquire(directory)).release();
  });

  it('lets one of many win', async () => {
    await writeOwner({ host: hostname(), pid: 2 ** 22 + 1, started: '' });
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, () => DirectoryLock.acquire(directory)),
    );
    const won = results.filter(result => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await won[0].value.release();
    await expect(readdir(directory)).resolves.toEqual([]);
  });

  it('says what to do about a lock that cannot be read', async () => {
    await writeFile(file(), 'not json');
    await expect(DirectoryLock.acquire(directory)).rejects.toMatchObject({
      remedy: expect.stringContaining('remove the lock'),
    });
  });
});
