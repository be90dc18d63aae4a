/* eslint-disable jest/no-export, max-lines-per-function -- a suite that the test files of implementations call */
import type { Embedder } from '../models';

const cosine = (a: Float32Array, b: Float32Array) =>
  a.reduce((sum, value, i) => sum + value * b[i], 0);

/** A real model on a busy machine takes its time over a text of thousands of words. */
const TIMEOUT_MS = 60_000;

/**
 * What every embedder has to keep. Call it in a test file of the embedder.
 *
 * @public
 */
export function describeEmbedder(
  name: string,
  createEmbedder: () => Promise<Embedder>,
  options: {
    /** Leave out what only a model that knows the languages can do, e.g. for a scripted server. */
    understands?: boolean;
  } = {},
): void {
  const { understands = true } = options;
  const { signal } = new AbortController();
  const TEXTS = [
    'The pod restarts because it runs out of memory',
    'Под перезапускается, потому что ему не хватает памяти',
    'The invoice was paid last Friday',
  ];

  describe(`${name} as an embedder`, () => {
    let embedder: Embedder;

    beforeAll(async () => {
      embedder = await createEmbedder();
    });
    afterAll(async () => embedder.dispose?.());

    it('names itself and its bounds', () => {
      expect(embedder.id.trim()).not.toBe('');
      expect(embedder.dimensions).toBeGreaterThan(0);
      expect(embedder.maxBatchSize).toBeGreaterThan(0);
    });

    it(
      'gives one vector of length 1 per text, in order',
      async () => {
        const together = await embedder.embed(TEXTS, {
          kind: 'passage',
          signal,
        });
        expect(together).toHaveLength(TEXTS.length);
        for (const [i, vector] of together.entries()) {
          // the class of a test's own realm is another one
          expect(Object.prototype.toString.call(vector)).toBe(
            '[object Float32Array]',
          );
          expect(vector).toHaveLength(embedder.dimensions);
          expect(Math.hypot(...vector)).toBeCloseTo(1, 3);
          const [alone] = await embedder.embed([TEXTS[i]], {
            kind: 'passage',
            signal,
          });
          expect(cosine(vector, alone)).toBeGreaterThan(0.999);
        }
      },
      TIMEOUT_MS,
    );

    if (understands) {
      it('puts the same meaning in two languages closer than another meaning', async () => {
        const [english, russian, other] = await embedder.embed(TEXTS, {
          kind: 'passage',
          signal,
        });
        expect(cosine(english, russian)).toBeGreaterThan(
          cosine(english, other),
        );
      });
    }

    it(
      'takes no texts, odd texts and very long ones',
      async () => {
        await expect(
          embedder.embed([], { kind: 'query', signal }),
        ).resolves.toEqual([]);
        const odd = ['', '   ', '🙂', '\ud800', 'слово '.repeat(20_000)];
        for (const text of odd) {
          const [vector] = await embedder.embed([text], {
            kind: 'query',
            signal,
          });
          expect(Math.hypot(...vector)).toBeCloseTo(1, 3);
        }
      },
      TIMEOUT_MS,
    );

    it('refuses more texts than it takes at once', async () => {
      const texts = new Array<string>(embedder.maxBatchSize + 1).fill('text');
      await expect(
        embedder.embed(texts, { kind: 'passage', signal }),
      ).rejects.toThrow(`${embedder.maxBatchSize}`);
    });

    it('rejects when its signal is aborted', async () => {
      await expect(
        embedder.embed(TEXTS, {
          kind: 'passage',
          signal: AbortSignal.abort(new Error('enough')),
        }),
      ).rejects.toThrow();
    });
  });
}
