import type {
  ChunkHit,
  DocumentReader,
  ReadFilter,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { Engine } from '../engine';
import { lexicalQuery } from '../lexicalText';
import { readChunks } from '../operations/documents/readChunks';
import {
  type DenseQuery,
  searchDense,
} from '../operations/documents/searchDense';
import {
  scoreLexical,
  searchLexical,
} from '../operations/documents/searchLexical';
import type { VisibleChunks } from '../operations/documents/visibleSql';
import { readGeneration, untilAborted, vectorText } from '../sql';
import type { GenerationRow } from '../tables';

/** Most chunks of one document or scope that are read. */
const MAX_CHUNKS = 2_000;
const MAX_HITS = 200;

/** Entities of a generation by reference. */
export type GenerationEntities = ReadonlyMap<
  string,
  { id: number; chunks: number }
>;

/** Reads one generation; what a sealed generation holds never changes, only its vectors fill up. */
export class DatabaseDocumentReader implements DocumentReader {
  readonly generation: number;
  readonly builtAt: Date;
  readonly embedder: string;
  readonly embedded: number;
  readonly chunks: number;
  readonly #engine: Engine;
  readonly #row: GenerationRow;
  readonly #entities: GenerationEntities;

  constructor(options: {
    engine: Engine;
    row: GenerationRow;
    embedded: number;
    entities: GenerationEntities;
  }) {
    this.#engine = options.engine;
    this.#row = options.row;
    this.#entities = options.entities;
    this.generation = options.row.id;
    this.builtAt = options.row.built_at ?? options.row.started_at;
    this.embedder = options.row.embedder;
    this.embedded = options.embedded;
    this.chunks = options.row.chunks;
  }

  async search(
    options: Parameters<DocumentReader['search']>[0],
  ): Promise<ChunkHit[]> {
    const visible = this.#visible(options.filter, options.within);
    if (visible.chunks === 0) {
      return [];
    }
    const vector = this.#toVector(options.vector);
    const limit = Math.min(options.limit, MAX_HITS);
    const query = { visible, limit, signal: options.signal };
    const lexical = {
      ...query,
      generation: this.generation,
      words: lexicalQuery(options.text),
      chunks: this.#row.chunks,
      averageWords: this.#row.average_words,
    };
    return this.#read(options.signal, async () => {
      const [words, near] = await Promise.all([
        searchLexical(this.#engine, lexical),
        vector ? this.#searchDense(vector, query) : [],
      ]);
      const ids = [...new Set([...words.keys(), ...near])];
      if (ids.length === 0) {
        return [];
      }
      // each hit gets both scores, by whichever way it was found
      const [hits, others] = await Promise.all([
        readChunks(this.#engine, {
          ...query,
          generation: this.generation,
          vector,
          condition: { sql: 'c.id = any(?::bigint[])', bindings: [ids] },
          limit: ids.length,
        }),
        scoreLexical(this.#engine, {
          ...lexical,
          ids: ids.filter(id => !words.has(id)),
        }),
      ]);
      const scores = new Map([...words, ...others]);
      const byId = new Map(hits.map(hit => [hit.chunkId, hit]));
      // in the order they were found: best words first, then nearest vectors
      return ids
        .flatMap(id => byId.get(id) ?? [])
        .map(hit => withLexical(hit, scores.get(hit.chunkId)));
    });
  }

  #searchDense(
    vector: string,
    query: Pick<DenseQuery, 'visible' | 'limit' | 'signal'>,
  ): Promise<string[]> {
    return searchDense(this.#engine, {
      ...query,
      vector,
      generation: this.generation,
      dimensions: this.#row.dimensions,
    });
  }

  async readDocument(
    options: Parameters<DocumentReader['readDocument']>[0],
  ): Promise<ChunkHit[]> {
    return this.#read(options.signal, () =>
      readChunks(this.#engine, {
        generation: this.generation,
        visible: this.#visible(options.filter),
        condition: { sql: 'd.doc_ref = ?', bindings: [options.documentId] },
        limit: MAX_CHUNKS,
        signal: options.signal,
      }),
    );
  }

  async readScope(
    options: Parameters<DocumentReader['readScope']>[0],
  ): Promise<ChunkHit[]> {
    const visible = this.#visible(options.filter, options.entityRefs);
    if (visible.chunks === 0) {
      return [];
    }
    return this.#read(options.signal, () =>
      readChunks(this.#engine, {
        generation: this.generation,
        visible,
        condition: { sql: 'true', bindings: [] },
        limit: Math.min(options.maxChunks, MAX_CHUNKS),
        signal: options.signal,
      }),
    );
  }

  #read<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    return untilAborted(signal, () => readGeneration(this.generation, work));
  }

  /** The visible entities that this generation has documents of; `within` only ever narrows. */
  #visible(filter: ReadFilter, within?: readonly string[]): VisibleChunks {
    const principals = filter.principals.map(toRef);
    const { entities } = filter;
    if (entities.type === 'all' && !within) {
      return { entityIds: undefined, principals, chunks: this.#row.chunks };
    }
    const wanted = within?.map(toRef) ?? refsOf(entities);
    const found = [...new Set(wanted)]
      .filter(ref => entities.type === 'all' || entities.refs.has(ref))
      .flatMap(ref => this.#entities.get(ref) ?? []);
    return {
      entityIds: found.map(({ id }) => id),
      principals,
      chunks: found.reduce((sum, { chunks }) => sum + chunks, 0),
    };
  }

  #toVector(vector: Float32Array | undefined): string | undefined {
    if (vector && vector.length !== this.#row.dimensions) {
      throw new Error(
        `The question has a vector of ${vector.length} numbers, version ${
          this.generation
        } of the base has ${this.#row.dimensions}`,
      );
    }
    return vector && vectorText(vector);
  }
}

function refsOf(entities: ReadFilter['entities']): Iterable<string> {
  return entities.type === 'refs' ? entities.refs : [];
}

function withLexical(hit: ChunkHit, lexical: number | undefined): ChunkHit {
  return lexical === undefined ? hit : { ...hit, lexical };
}

function toRef(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}
