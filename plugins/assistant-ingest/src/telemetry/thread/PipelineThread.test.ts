import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PipelineThread } from './PipelineThread';
import { createPipeline } from './createPipeline';

const at = Date.UTC(2026, 10, 25, 12);
const settings = {
  redact: [/CUST-\d+/u],
  environments: {
    default: 'prod',
    instances: { 'eu-2': 'stage' },
    namespaces: [{ pattern: '*-dev', environment: 'dev' }],
  },
};
const page = {
  records: [],
  deadLetters: [],
  messages: [
    JSON.stringify({
      '@timestamp': '2026-11-25T12:00:00.000Z',
      message: 'order of CUST-123 failed after 17 ms',
      kubernetes: { namespace: 'shop', deployment: { name: 'cart' } },
    }),
    '{"broken',
  ],
  from: { source: 's', instance: 'eu-2', at },
};

describe('PipelineThread', () => {
  const threads: PipelineThread[] = [];
  const start = (
    options: Partial<ConstructorParameters<typeof PipelineThread>[0]> = {},
  ) => {
    const thread = new PipelineThread({ settings, ...options });
    threads.push(thread);
    return thread;
  };
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'assistant-thread-'));
  });
  afterEach(async () => {
    await Promise.all(threads.splice(0).map(thread => thread.stop()));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('does what a pipeline does, many pages at a time', async () => {
    const thread = start();
    const pages = await Promise.all([
      thread.process(page),
      thread.process(page),
    ]);
    const here = createPipeline(settings);
    expect(pages).toEqual([here.process(page), here.process(page)]);
    expect(pages[0]).toMatchObject({
      records: 1,
      redactions: 1,
      workloads: [{ name: 'cart', environment: 'stage' }],
      windows: [
        { count: 1, sample: { text: expect.not.stringMatching('123') } },
      ],
      deadLetters: [{ source: 's', at, reason: 'begins as JSON but is none' }],
    });
    await thread.retract();
  });

  it('starts again after its end, and says what happened', async () => {
    const workerFile = join(directory, 'dying.cjs');
    await writeFile(
      workerFile,
      `const { parentPort } = require('node:worker_threads');
       parentPort.on('message', ({ id, page }) => {
         if (page.listedAt === 1) process.exit(3);
         if (page.listedAt === 2) return;
         if (page.listedAt === 3) parentPort.postMessage({ id, error: 'no such page' });
         parentPort.postMessage({ id, processed: { records: 7 } });
       });`,
    );
    const thread = start({ workerFile, timeoutMs: 300 });
    const listed = (listedAt: number) => thread.process({ ...page, listedAt });
    await expect(listed(1)).rejects.toThrow(
      /ended: exit code 3; it is started/,
    );
    await expect(listed(0)).resolves.toEqual({ records: 7 });
    await expect(listed(3)).rejects.toThrow('no such page');
    await expect(listed(2)).rejects.toThrow(/gave no answer in 300 ms/);
    await expect(listed(0)).resolves.toEqual({ records: 7 });
    const waiting = Promise.allSettled([listed(2)]);
    await thread.stop();
    expect(await waiting).toMatchObject([
      { reason: { message: 'The telemetry thread was stopped' } },
    ]);
    await expect(listed(0)).rejects.toThrow('was stopped');
  });
});
