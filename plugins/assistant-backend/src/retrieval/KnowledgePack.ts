import { createHash } from 'node:crypto';
import type {
  ChunkHit,
  DocumentReader,
  ReadFilter,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { LRUCache } from 'lru-cache';
import type { Scope } from '../ask/stages';
import { estimateTokens } from '../text/estimateTokens';

/** Scopes whose packs are kept; a pack is at most some 40 kB. */
const MAX_PACKS = 200;
const MAX_CHUNKS = 400;

/** A part of a pack with the mark that it is cited by. */
export interface PackPart {
  /** `P1`, `P2` …: numbers of the pack, for those of an answer would change its bytes. */
  label: string;
  chunk: ChunkHit;
}

/**
 * The preloaded documents of one scope, that go first in each prompt, byte by byte the same, so that
 * the model's cache holds them.
 */
export interface KnowledgePack {
  scope: string;
  generation: number;
  /** SHA-256 of the text, shortened. */
  hash: string;
  text: string;
  parts: readonly PackPart[];
  /** Entities that it holds documents of: all of them must be readable to whoever gets an answer from it. */
  entityRefs: readonly string[];
}

export interface PackScope {
  id: string;
  entityRefs: readonly string[];
}

/** What the pack of a question is about: the asked entity with its system and what it depends on. */
export function packScopeOf(
  scope: Pick<Scope, 'entities'>,
): PackScope | undefined {
  const entity = scope.entities[0];
  if (!entity) {
    return undefined;
  }
  const entityRefs = [
    ...new Set([entity.entityRef, ...entity.neighbourhood]),
  ].sort();
  // whoever sees fewer neighbours has another, smaller scope
  const seen = createHash('sha256')
    .update(entityRefs.join('\n'))
    .digest('hex')
    .slice(0, 8);
  return { id: `${entity.entityRef}@${seen}`, entityRefs };
}

/** Makes and keeps packs. They belong to a scope, never to a person. */
export class KnowledgePacks {
  readonly #packs = new LRUCache<string, KnowledgePack>({ max: MAX_PACKS });

  /**
   * The pack of a scope, or `undefined` when the asker may not read all that is in it.
   *
   * Documents with an audience of their own are never in a pack.
   */
  async get(options: {
    scope: PackScope;
    reader: DocumentReader;
    filter: ReadFilter;
    maxTokens: number;
    signal: AbortSignal;
  }): Promise<KnowledgePack | undefined> {
    const { scope, reader, filter, maxTokens, signal } = options;
    const key = `${scope.id}\u0000${reader.generation}\u0000${maxTokens}`;
    let pack = this.#packs.get(key);
    if (!pack) {
      const chunks = await reader.readScope({
        filter: {
          entities: { type: 'refs', refs: new Set(scope.entityRefs) },
          principals: [],
        },
        entityRefs: scope.entityRefs,
        maxChunks: MAX_CHUNKS,
        signal,
      });
      pack = renderPack({
        scope: scope.id,
        generation: reader.generation,
        chunks,
        maxTokens,
      });
      this.#packs.set(key, pack);
    }
    return pack.parts.length > 0 && mayRead(pack, filter) ? pack : undefined;
  }
}

/** Whether all entities of a pack are among those that the filter lets pass. */
export function mayRead(
  pack: Pick<KnowledgePack, 'entityRefs'>,
  { entities }: ReadFilter,
): boolean {
  return (
    entities.type === 'all' ||
    pack.entityRefs.every(ref => entities.refs.has(ref))
  );
}

/** Renders chunks by document and position, whole documents first to last, until the tokens are used up. */
export function renderPack(options: {
  scope: string;
  generation: number;
  chunks: readonly ChunkHit[];
  maxTokens: number;
}): KnowledgePack {
  const { scope, generation, maxTokens } = options;
  const sorted = [...options.chunks].sort(
    (a, b) => compareBytes(a.documentId, b.documentId) || a.ordinal - b.ordinal,
  );
  const parts: PackPart[] = [];
  const texts: string[] = [];
  let room = maxTokens;
  for (const chunk of sorted) {
    const label = `P${parts.length + 1}`;
    const text = renderSource(label, chunk);
    const tokens = estimateTokens(text);
    if (tokens > room) {
      break;
    }
    room -= tokens;
    parts.push({ label, chunk });
    texts.push(text);
  }
  const body = texts.join('\n\n');
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 16);
  const entityRefs = [
    ...new Set(parts.map(({ chunk }) => chunk.entityRef)),
  ].sort();
  return { scope, generation, hash, text: body, parts, entityRefs };
}

/** The same order on every machine, whatever its locale. */
function compareBytes(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

/** A source as a prompt shows it. */
export function renderSource(
  label: string,
  chunk: Pick<ChunkHit, 'title' | 'headingPath' | 'body'>,
): string {
  const headings = chunk.headingPath.filter(heading => heading !== chunk.title);
  return `[^${label}] ${[chunk.title, ...headings].join(
    ' > ',
  )}\n${chunk.body.trim()}`;
}
