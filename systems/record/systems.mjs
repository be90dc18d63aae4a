import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Calls systems/<name>/run.sh and returns the KEY=value lines that it prints, or its plain words. */
export async function system(name, words, { instance, ...env }) {
  const { stdout } = await run(`${ROOT}${name}/run.sh`, words, {
    env: { ...process.env, SYSTEMS_INSTANCE: instance, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  const settings = {};
  for (const line of stdout.split('\n')) {
    const [, key, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (key) settings[key] = value;
  }
  return { settings, text: stdout.trim() };
}
