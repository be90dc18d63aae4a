import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LocalEmbedder, type LocalEmbedderOptions } from './LocalEmbedder';

const { signal } = new AbortController();
const passage = { kind: 'passage', signal } as const;
const query = { kind: 'query', signal } as const;
const crashing = {
  workerFile: join(__dirname, '__fixtures__/crashingWorker.cjs'),
};

const assets = resolvePackagePath(
  '@smart-assistant/backstage-plugin-assistant-backend-module-ingest',
  'assets/embedder',
);

describe('LocalEmbedder', () => {
  const open: LocalEmbedder[] = [];
  function create(options?: LocalEmbedderOptions) {
    const embedder = new LocalEmbedder(options);
    open.push(embedder);
    return embedder;
  }
  afterEach(async () => {
    await Promise.all(open.splice(0).map(embedder => embedder.dispose()));
  });

  describe('with the real worker', () => {
    it('embeds in order, one unit vector a text', async () => {
      const embedder = create();
      const texts = [
        'The disk is full.',
        'Диск заполнен.',
        '',
        'Restart the consumer group.',
      ];
      const vectors = await embedder.embed(texts, passage);
      expect(vectors.map(vector => vector.length)).toEqual([
        256, 256, 256, 256,
      ]);
      vectors.forEach(vector =>
        expect(Math.hypot(...vector)).toBeCloseTo(1, 5),
      );
      expect(await embedder.embed([texts[1]], query)).toEqual([vectors[1]]);
    });

    it('lets a question overtake a batch of passages', async () => {
      const embedder = create();
      const order: string[] = [];
      const texts = Array.from(
        { length: 200 },
        (_, i) => `Step ${i}: look at the events of the pod and its log.`,
      );
      const batch = embedder
        .embed(texts, passage)
        .then(() => order.push('passages'));
      const question = embedder
        .embed(['Why does it restart?'], query)
        .then(() => order.push('question'));
      await Promise.all([batch, question]);
      expect(order).toEqual(['question', 'passages']);
    });

    it('drops queued work when aborted and goes on with the rest', async () => {
      const embedder = create();
      const controller = new AbortController();
      const dropped = embedder.embed(Array(200).fill('a text'), {
        kind: 'passage',
        signal: controller.signal,
      });
      const kept = embedder.embed(['another text'], passage);
      controller.abort(new Error('not needed any more'));
      const reason = { message: 'not needed any more' };
      expect(await Promise.allSettled([dropped, kept])).toMatchObject([
        { reason },
        { status: 'fulfilled' },
      ]);
    });

    it('works outside of any transpiler and lets the process end by itself', async () => {
      const script = join(__dirname, '__fixtures__/embedAndLeave.cjs');
      const run = promisify(execFile)(process.execPath, [script], {
        timeout: 20_000,
      });
      // A process that stays is killed by the time-out, which rejects.
      expect((await run).stdout).toBe('2 vectors\n');
    }, 30_000);
  });

  describe('when the thread dies', () => {
    it.each(['crash', 'throw'])(
      'rejects what waits (%s) and works again with the next call',
      async text => {
        const embedder = create({ thread: crashing });
        const outcomes = await Promise.allSettled([
          embedder.embed([text], passage),
          embedder.embed(['other'], passage),
        ]);
        const reason = {
          message: expect.stringContaining(
            'The worker thread of the local embedder ended',
          ),
        };
        expect(outcomes).toMatchObject([{ reason }, { reason }]);
        expect(await embedder.embed(['fine'], passage)).toHaveLength(1);
      },
    );

    it('is not started again without end', async () => {
      const embedder = create({ thread: { ...crashing, maxCrashes: 2 } });
      await expect(embedder.embed(['crash'], passage)).rejects.toThrow(
        'exit code 7',
      );
      await expect(embedder.embed(['crash'], passage)).rejects.toThrow(
        'exit code 7',
      );
      await expect(embedder.embed(['fine'], passage)).rejects.toThrow(
        'ended 2 times within 10 min',
      );
    });

    it('tries again when the crashes are long ago', async () => {
      const embedder = create({
        thread: { ...crashing, maxCrashes: 1, crashWindowMs: 20 },
      });
      await expect(embedder.embed(['crash'], passage)).rejects.toThrow(
        'exit code 7',
      );
      await new Promise(resolve => setTimeout(resolve, 50));
      expect(await embedder.embed(['fine'], passage)).toHaveLength(1);
    });

    it('stops a thread that hangs', async () => {
      const embedder = create({ thread: { ...crashing, sliceTimeoutMs: 200 } });
      await expect(embedder.embed(['hang'], passage)).rejects.toThrow(
        'gave no answer within 200 ms',
      );
      expect(await embedder.embed(['fine'], passage)).toHaveLength(1);
    });

    it('fails only the call whose text fails', async () => {
      const embedder = create({ thread: crashing });
      const outcomes = await Promise.allSettled([
        embedder.embed(['refuse'], passage),
        embedder.embed(['ok'], passage),
      ]);
      const reason = {
        message: expect.stringContaining('failed on a text: not this one'),
      };
      expect(outcomes).toMatchObject([{ reason }, { status: 'fulfilled' }]);
    });

    it('says which file is missing', async () => {
      const workerFile = join(assets, 'worker.cjs');
      const embedder = create({
        thread: { workerFile, directory: '/does-not-exist' },
      });
      await expect(embedder.embed(['fine'], passage)).rejects.toThrow(
        /ENOENT.*does-not-exist/,
      );
    });
  });

  it('refuses calls that are too large, and all calls after dispose', async () => {
    const embedder = create({ thread: crashing });
    await expect(embedder.embed(Array(257).fill('x'), passage)).rejects.toThrow(
      'takes 256 texts at once, not 257',
    );
    const waiting = Promise.allSettled([embedder.embed(['hang'], passage)]);
    await embedder.dispose();
    const reason = { message: 'The local embedder was stopped' };
    expect(await waiting).toMatchObject([{ reason }]);
    await expect(embedder.embed(['fine'], passage)).rejects.toThrow(
      'was stopped',
    );
  });

  it('answers an empty call without a thread', async () => {
    const embedder = create({ thread: { workerFile: '/does-not-exist.cjs' } });
    expect(await embedder.embed([], passage)).toEqual([]);
  });
});
