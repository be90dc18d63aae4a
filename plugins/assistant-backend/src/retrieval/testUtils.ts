import type {
  ChunkHit,
  DocumentReader,
  Embedder,
} from '@smart-assistant/backstage-plugin-assistant-node';

/** A hit with no more than a test needs. */
export function hitOf(path: string, options: Partial<ChunkHit> = {}): ChunkHit {
  const entity = path.split('/')[0];
  return {
    chunkId: `${path}:${options.ordinal ?? 0}`,
    documentId: path,
    entityRef: `component:default/${entity}`,
    title: path.split('/').at(-1) ?? path,
    path,
    url: `/docs/default/component/${entity}`,
    headingPath: [],
    kind: 'text',
    body: 'Nothing much.',
    language: path.includes('/ru/') ? 'ru' : 'en',
    ordinal: 0,
    ...options,
  };
}

/** A reader over fixed hits that keeps what it was asked. */
export function readerOf(
  hits: readonly ChunkHit[],
  options: Partial<DocumentReader> = {},
) {
  const searches: Array<Parameters<DocumentReader['search']>[0]> = [];
  const reader: DocumentReader = {
    generation: 7,
    builtAt: new Date('2026-11-22T03:00:00Z'),
    embedder: 'use-multilingual-v3-enru-256@1',
    embedded: 1,
    search: async search => {
      searches.push(search);
      return hits.filter(
        hit => !search.within || search.within.includes(hit.entityRef),
      );
    },
    readDocument: async ({ documentId }) =>
      hits.filter(hit => hit.documentId === documentId),
    readScope: async ({ entityRefs }) =>
      hits.filter(hit => entityRefs.includes(hit.entityRef)),
    ...options,
  };
  return { reader, searches };
}

export function embedderOf(options: Partial<Embedder> = {}) {
  const calls: string[][] = [];
  const embedder: Embedder = {
    id: 'use-multilingual-v3-enru-256@1',
    dimensions: 2,
    maxBatchSize: 8,
    embed: async texts => {
      calls.push([...texts]);
      return texts.map(() => Float32Array.from([1, 0]));
    },
    ...options,
  };
  return { embedder, calls };
}
