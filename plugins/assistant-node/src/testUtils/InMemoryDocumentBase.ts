import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Generation } from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  BaseDocument,
  DocumentBase,
  DocumentReader,
  GenerationStart,
  GenerationWriter,
  ReadFilter,
} from '../knowledge';
import { InMemoryBuildLog } from './InMemoryBuildLog';
import {
  changesBetween,
  chunksOf,
  countCommonWords,
  isVisible,
  type StoredGeneration,
  toHits,
} from './storedGeneration';

export { InMemoryBuildLog } from './InMemoryBuildLog';

/**
 * A document base in memory, for tests of what writes to it and reads from it.
 *
 * It keeps the promises of the interface (nothing is seen before the switch, the switch is a
 * compare-and-set, vectors of equal texts and embedders are taken over); its search only counts
 * common words.
 *
 * @public
 */
export class InMemoryDocumentBase
  extends InMemoryBuildLog
  implements DocumentBase
{
  readonly #generations = new Map<number, StoredGeneration>();
  #active: number | undefined;
  #previous: number | undefined;

  async status(): ReturnType<DocumentBase['status']> {
    return {
      active: this.#active,
      previous: this.#previous,
      generations: [...this.#generations.keys()]
        .sort((a, b) => b - a)
        .map(generation => this.#describe(generation)),
      engine: 'pglite' as const,
    };
  }

  async open() {
    return this.#active === undefined ? undefined : this.#read(this.#active);
  }

  async openGeneration(generation: number): Promise<DocumentReader> {
    if (this.#get(generation).info.state !== 'ready') {
      throw new NotFoundError(`There is no complete version ${generation}`);
    }
    return this.#read(generation);
  }

  async readEtags() {
    return new Map(this.#active ? this.#get(this.#active).etags : []);
  }

  async begin(start: GenerationStart): Promise<GenerationWriter> {
    const generation = Math.max(0, ...this.#generations.keys()) + 1;
    this.#generations.set(generation, {
      start,
      documents: new Map(),
      etags: new Map(),
      vectors: new Map(),
      info: {
        generation,
        state: 'building',
        builtAt: new Date().toISOString(),
        trigger: start.trigger,
        embedder: start.embedder,
        documents: 0,
        chunks: 0,
        changes: { added: 0, changed: 0, removed: 0 },
        gate: [],
        embedded: 0,
      },
    });
    return this.#writer(generation);
  }

  async resume(generation: number) {
    return this.#writer(generation);
  }

  async activate(options: { generation: number; expectedActive?: number }) {
    const { generation, expectedActive } = options;
    await this.openGeneration(generation);
    if (expectedActive !== undefined && expectedActive !== this.#active) {
      throw new ConflictError('Another switch came first');
    }
    if (generation !== this.#active) {
      this.#previous = this.#active;
      this.#active = generation;
    }
  }

  async rollback() {
    if (this.#previous === undefined) {
      throw new NotFoundError('There is no previous version');
    }
    [this.#active, this.#previous] = [this.#previous, this.#active];
  }

  async prune({ keep }: { keep: number }): Promise<number[]> {
    const dropped = [...this.#generations.keys()]
      .sort((a, b) => b - a)
      .slice(keep)
      .filter(id => id !== this.#active && id !== this.#previous);
    dropped.forEach(id => this.#generations.delete(id));
    return dropped;
  }

  /** Documents of a generation by id, for expectations. */
  documentsOf(generation: number): ReadonlyMap<string, BaseDocument> {
    return this.#get(generation).documents;
  }

  #get(generation: number): StoredGeneration {
    const stored = this.#generations.get(generation);
    if (!stored) {
      throw new NotFoundError(`There is no version ${generation}`);
    }
    return stored;
  }

  // one literal of small functions
  // eslint-disable-next-line max-lines-per-function -- one writer closes over one generation
  #writer(generation: number): GenerationWriter {
    const stored = this.#get(generation);
    const active = this.#active ? this.#get(this.#active) : undefined;
    return {
      generation,
      write: async (documents, { signal }) => {
        signal.throwIfAborted();
        documents.forEach(each => stored.documents.set(each.id, each));
        this.#reuseVectors(stored);
      },
      copyUnchanged: async (prefix, { signal }) => {
        signal.throwIfAborted();
        const copied = [...(active?.documents.values() ?? [])].filter(
          ({ id }) => id.startsWith(prefix),
        );
        copied.forEach(each => stored.documents.set(each.id, each));
        this.#reuseVectors(stored);
        return copied.length;
      },
      setEtag: async (prefix, etag) => void stored.etags.set(prefix, etag),
      readUnembedded: async limit =>
        chunksOf(stored)
          .filter(({ chunkId }) => !stored.vectors.has(chunkId))
          .slice(0, limit)
          .map(({ chunkId, document, chunk }) => ({
            chunkId,
            text: [document.title, ...chunk.headingPath, chunk.body].join('\n'),
          })),
      writeVectors: async vectors =>
        vectors.forEach(({ chunkId, vector }) => {
          if (vector.length !== stored.start.dimensions) {
            throw new Error('A vector has the wrong length');
          }
          stored.vectors.set(chunkId, vector);
        }),
      seal: async (gate, { signal }) => {
        signal.throwIfAborted();
        stored.info = {
          ...stored.info,
          state: 'ready',
          gate,
          changes: changesBetween(active?.documents, stored.documents),
        };
        return this.#describe(generation);
      },
      recordGate: async gate => {
        stored.info = { ...stored.info, gate };
      },
      abandon: async failure => {
        stored.documents.clear();
        stored.vectors.clear();
        stored.info = { ...stored.info, state: 'failed', failure };
      },
    };
  }

  #reuseVectors(target: StoredGeneration) {
    const hashes = new Map<string, Float32Array>();
    for (const other of this.#generations.values()) {
      if (other !== target && other.start.embedder === target.start.embedder) {
        for (const { chunkId, chunk } of chunksOf(other)) {
          const vector = other.vectors.get(chunkId);
          if (vector) {
            hashes.set(chunk.bodyHash, vector);
          }
        }
      }
    }
    for (const { chunkId, chunk } of chunksOf(target)) {
      const vector = hashes.get(chunk.bodyHash);
      if (vector) {
        target.vectors.set(chunkId, vector);
      }
    }
  }

  #describe(generation: number): Generation {
    const stored = this.#get(generation);
    const chunks = chunksOf(stored).length;
    const isActive = generation === this.#active;
    return {
      ...stored.info,
      state: isActive ? 'active' : stored.info.state,
      documents: stored.documents.size,
      chunks,
      embedded: chunks === 0 ? 1 : stored.vectors.size / chunks,
    };
  }

  #read(generation: number): DocumentReader {
    const stored = this.#get(generation);
    const hits = (filter: ReadFilter) =>
      toHits(stored).filter(isVisible(filter));
    return {
      generation,
      builtAt: new Date(stored.info.builtAt),
      embedder: stored.start.embedder,
      embedded: this.#describe(generation).embedded,
      search: async ({ filter, text, within, limit }) =>
        hits(filter)
          .filter(hit => !within || within.includes(hit.entityRef))
          .map(hit => ({ ...hit, lexical: countCommonWords(text, hit) }))
          .filter(({ lexical }) => lexical > 0)
          .sort((a, b) => b.lexical - a.lexical)
          .slice(0, limit),
      readDocument: async ({ filter, documentId }) =>
        hits(filter).filter(hit => hit.documentId === documentId),
      readScope: async ({ filter, entityRefs, maxChunks }) =>
        hits(filter)
          .filter(hit => entityRefs.includes(hit.entityRef))
          .slice(0, maxChunks),
    };
  }
}
