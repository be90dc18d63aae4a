import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MAX_TOKENS } from './limits';
import { loadTextEmbedder, type TextEmbedder } from './loadTextEmbedder';
import { readAsset } from './readAsset';

interface Reference {
  text: string;
  /** Ids of the full vocabulary, by the reference tokenizer. */
  ids: number[];
  /** By the reference with full vocabulary and float weights. */
  vector: number[];
}

const directory = resolvePackagePath(
  '@smart-assistant/backstage-plugin-assistant-backend-module-ingest',
  'assets/embedder',
);
const references: Reference[] = JSON.parse(
  readFileSync(join(__dirname, '__fixtures__/reference.json'), 'utf8'),
);

function cosine(a: ArrayLike<number>, b: ArrayLike<number>) {
  const dot = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    Array.from(x).reduce((sum, v, i) => sum + v * y[i], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

describe('loadTextEmbedder', () => {
  let embedder: TextEmbedder;
  let ids: Uint32Array;
  const embed = (text: string) => embedder.embedTokens(embedder.tokenize(text));
  const fullIds = (text: string) =>
    embedder.tokenize(text).map(row => ids[row]);

  beforeAll(async () => {
    embedder = await loadTextEmbedder(directory);
    ids = (await readAsset(directory)).uint32('piece.id');
  });

  it('is compared with fifty texts in both languages', () => {
    const russian = references
      .slice(0, 50)
      .filter(({ text }) => /[а-яё]/i.test(text));
    expect(russian).toHaveLength(25);
  });

  it.each(references.slice(0, 50))(
    'cuts and embeds like the reference: $text',
    ({ text, ids: expected, vector }) => {
      expect(fullIds(text)).toEqual(expected);
      expect(cosine(embed(text), vector)).toBeGreaterThanOrEqual(0.999);
    },
  );

  it('keeps a mean cosine of 0.9995 to the reference', () => {
    const cosines = references
      .slice(0, 50)
      .map(({ text, vector }) => cosine(embed(text), vector));
    expect(
      cosines.reduce((sum, value) => sum + value, 0) / cosines.length,
    ).toBeGreaterThan(0.9995);
  });

  // Signs, odd spaces, compatibility forms and other scripts: the cut vocabulary may miss single pieces.
  it.each(references.slice(50))(
    'stays near the reference on unusual text: $text',
    ({ text, vector, ids: expected }) => {
      const same = expected.every((id, i) => id === fullIds(text)[i]);
      expect(cosine(embed(text), vector)).toBeGreaterThan(same ? 0.999 : 0.85);
    },
  );

  it('gives unit vectors', () => {
    const vector = embed('The pod restarts again and again.');
    expect(vector).toHaveLength(256);
    expect(cosine(vector, vector)).toBeCloseTo(1, 6);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  });

  it('gives the same bytes whatever was embedded before', () => {
    const alone = embed('Откатите релиз');
    embed(
      'something else that is longer and leaves other numbers in the buffers '.repeat(
        20,
      ),
    );
    expect(embed('Откатите релиз')).toEqual(alone);
  });

  it('puts a text nearer to its translation than to another text', () => {
    const text = embed('The disk of the node is full.');
    expect(cosine(text, embed('Диск на узле заполнен.'))).toBeGreaterThan(
      cosine(text, embed('Срок действия сертификата истекает.')) + 0.2,
    );
  });

  it('treats empty and blank texts alike', () => {
    expect(embed('')).toEqual(embed(' \n\t '));
    expect(Math.hypot(...embed(''))).toBeCloseTo(1, 5);
  });

  it('survives broken Unicode', () => {
    expect(embed('pod \ud800 down')).toEqual(embed('pod \ufffd down'));
    expect(embed('\udc00').every(Number.isFinite)).toBe(true);
  });

  it('cuts long texts at the token limit', () => {
    const long = 'restart the pod '.repeat(MAX_TOKENS);
    expect(embedder.tokenize(long)).toHaveLength(MAX_TOKENS);
    expect(embed(long)).toEqual(
      embed(`${long} and much more that does not count`),
    );
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'handles %i tokens between the ends',
    count => {
      const vector = embedder.embedTokens([1, ...Array(count).fill(10), 2]);
      expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    },
  );
});
