import { createHash } from 'node:crypto';
import type {
  BaseDocument,
  DocumentBase,
  DocumentChunk,
  ReadFilter,
} from '@smart-assistant/backstage-plugin-assistant-node';

export const DIMENSIONS = 4;
export const EMBEDDER = 'test-embedder@1';

export const everyone: ReadFilter = {
  entities: { type: 'all' },
  principals: [],
};

/** A reader who may see these entities. */
export function readerOf(
  refs: string[],
  principals: string[] = [],
): ReadFilter {
  return { entities: { type: 'refs', refs: new Set(refs) }, principals };
}

export function createChunk(
  body: string,
  options: Partial<DocumentChunk> = {},
): DocumentChunk {
  return {
    ordinal: 0,
    headingPath: ['Heading'],
    anchor: 'heading',
    kind: 'text',
    body,
    language: /\p{Script=Cyrillic}/u.test(body) ? 'ru' : 'en',
    bodyHash: createHash('sha256').update(body).digest('hex'),
    ...options,
  };
}

export function createDocument(
  id: string,
  bodies: string[],
  options: Partial<BaseDocument> = {},
): BaseDocument {
  return {
    id,
    entityRef: 'component:default/checkout',
    title: `Title of ${id}`,
    path: `docs/${id}.md`,
    url: `/docs/${id}`,
    revision: bodies.join('|'),
    chunks: bodies.map((body, ordinal) => createChunk(body, { ordinal })),
    ...options,
  };
}

/** Vector that depends on the text, so that equal texts are nearest. */
export function embed(text: string): Float32Array {
  const digest = createHash('sha256').update(text).digest();
  const vector = Float32Array.from(
    { length: DIMENSIONS },
    (_, i) => digest[i] / 255 - 0.5,
  );
  const norm = Math.hypot(...vector);
  return vector.map(value => value / norm);
}

/** Builds a generation of the documents and makes it the active one. */
export async function buildAndActivate(
  base: DocumentBase,
  documents: BaseDocument[],
  options: { embedder?: string; vectors?: boolean } = {},
): Promise<number> {
  const { signal } = new AbortController();
  const writer = await base.begin({
    embedder: options.embedder ?? EMBEDDER,
    dimensions: DIMENSIONS,
    trigger: 'test',
  });
  await writer.write(documents, { signal });
  while (options.vectors ?? true) {
    const chunks = await writer.readUnembedded(50);
    if (chunks.length === 0) {
      break;
    }
    await writer.writeVectors(
      chunks.map(({ chunkId, text }) => ({
        chunkId,
        vector: embed(text.split('\n').slice(2).join('\n')),
      })),
    );
  }
  await writer.seal([{ check: 'size', passed: true, detail: '' }], { signal });
  await base.activate({ generation: writer.generation });
  return writer.generation;
}
