import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Ingested,
  ingestedSchema,
  openBase,
  readIngested,
} from '../testUtils/crashingIngest';
import { openTemporaryPostgres } from '../testUtils/eachEngine';
import { postgresUrl } from '../testUtils/postgresUrl';

/** `ASSISTANT_TEST_KILLS=100` kills more often. */
const KILLS = Number(process.env.ASSISTANT_TEST_KILLS ?? 10);
const START_MS = 90_000;
/** A commit takes some ten milliseconds; a kill comes anywhere in one of the first. */
const LONGEST_RUN_MS = 800;

jest.setTimeout(START_MS * (KILLS + 1));

const url = postgresUrl();
const describeServer = url ? describe : describe.skip;

describe('ingest that is killed in the middle of a tick (pglite)', () => {
  suite(async () => ({ dispose: async () => undefined }));
});
describeServer(
  'ingest that is killed in the middle of a tick (postgres)',
  () => {
    suite(() => openTemporaryPostgres(String(url)));
  },
);

function suite(
  open: () => Promise<{ url?: string; dispose(): Promise<void> }>,
) {
  let directory: string;
  let server: Awaited<ReturnType<typeof open>>;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'assistant-ingest-'));
    server = await open();
  }, START_MS);

  afterAll(async () => {
    await server?.dispose();
    await rm(directory, { recursive: true, force: true });
  }, START_MS);

  /** What the process found at its start, and the last offset that it was told to be stored. */
  async function killAtRandom(): Promise<{ found: Ingested; told: number }> {
    const child = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        path.join(__dirname, '..', 'testUtils', 'crashingIngest.ts'),
        directory,
        ...(server.url ? [server.url] : []),
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const exited = once(child, 'exit');
    let out = '';
    const started = new Promise<void>((resolve, reject) => {
      child.stdout.on('data', chunk => {
        out += chunk;
        resolve();
      });
      child.once('exit', code =>
        reject(new Error(`the reader ended by itself with code ${code}`)),
      );
    });
    await started;
    await new Promise(resolve =>
      setTimeout(resolve, Math.random() * LONGEST_RUN_MS),
    );
    child.kill('SIGKILL');
    await exited;
    const [first, ...offsets] = out.split('\n').slice(0, -1);
    const found = ingestedSchema.parse(JSON.parse(first));
    return { found, told: Number(offsets.at(-1) ?? found.offset) };
  }

  function expectWhole({ offset, lines, points, records }: Ingested) {
    expect({ lines, points, records }).toEqual({
      lines: offset,
      points: offset,
      records: offset,
    });
  }

  it(`loses nothing that was told to be stored in ${KILLS} kills, and counts nothing twice`, async () => {
    let told = 0;
    let moved = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const run = await killAtRandom();
      expectWhole(run.found);
      expect(run.found.offset).toBeGreaterThanOrEqual(told);
      moved += run.told > run.found.offset ? 1 : 0;
      told = run.told;
    }
    const { base, close } = await openBase({ directory, url: server.url });
    const left = await readIngested(base);
    await close();
    expectWhole(left);
    expect(left.offset).toBeGreaterThanOrEqual(told);
    // else no kill came after something was stored
    expect(moved).toBeGreaterThanOrEqual(KILLS > 2 ? 1 : 0);
  });
}
