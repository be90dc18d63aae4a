import type { Generation } from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  BaseDocument,
  ChunkHit,
  GenerationStart,
  ReadFilter,
} from '../knowledge';

/** What the in-memory base keeps of one generation. */
export interface StoredGeneration {
  start: GenerationStart;
  documents: Map<string, BaseDocument>;
  etags: Map<string, string>;
  vectors: Map<string, Float32Array>;
  info: Generation;
}

export function chunksOf({ documents }: StoredGeneration) {
  return [...documents.values()].flatMap(document =>
    document.chunks.map(chunk => ({
      chunkId: `${document.id}#${chunk.ordinal}`,
      document,
      chunk,
    })),
  );
}

type VisibleHit = ChunkHit & { audience?: readonly string[] };

export function toHits(stored: StoredGeneration): VisibleHit[] {
  return chunksOf(stored).map(({ chunkId, document, chunk }) => ({
    chunkId,
    documentId: document.id,
    entityRef: document.entityRef,
    title: document.title,
    path: document.path,
    url: document.url,
    anchor: chunk.anchor,
    headingPath: [...chunk.headingPath],
    kind: chunk.kind,
    body: chunk.body,
    language: chunk.language,
    ordinal: chunk.ordinal,
    updatedAt: document.updatedAt,
    audience: document.audience,
  }));
}

export const isVisible =
  ({ entities, principals }: ReadFilter) =>
  ({ entityRef, audience }: VisibleHit) =>
    (entities.type === 'all' || entities.refs.has(entityRef)) &&
    (!audience || audience.some(each => principals.includes(each)));

export function countCommonWords(text: string, hit: ChunkHit): number {
  const words = (value: string) =>
    new Set(value.toLocaleLowerCase('en-US').match(/[\p{L}\p{N}]+/gu));
  const own = words([hit.title, ...hit.headingPath, hit.body].join(' '));
  return [...words(text)].filter(word => own.has(word)).length;
}

export function changesBetween(
  before: ReadonlyMap<string, BaseDocument> = new Map(),
  after: ReadonlyMap<string, BaseDocument>,
): Generation['changes'] {
  const kept = [...after.values()].filter(({ id }) => before.has(id));
  return {
    added: after.size - kept.length,
    removed: before.size - kept.length,
    changed: kept.filter(
      ({ id, revision }) => before.get(id)?.revision !== revision,
    ).length,
  };
}
