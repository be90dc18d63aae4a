import type { Generation } from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  BaseDocument,
  GenerationWriter,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { ConflictError } from '@backstage/errors';
import type { Engine } from '../engine';
import { errorCode } from '../engine/errorCode';
import {
  copyDocuments,
  listDocumentNumbers,
} from '../operations/documents/copyDocuments';
import {
  createIndexes,
  createVectorIndex,
} from '../operations/documents/createIndexes';
import { dropGeneration } from '../operations/documents/dropGeneration';
import { insertDocuments } from '../operations/documents/insertDocuments';
import { insertVectors } from '../operations/documents/insertVectors';
import { readUnembedded } from '../operations/documents/readUnembedded';
import { resolveEntities } from '../operations/documents/resolveEntities';
import { reuseVectors } from '../operations/documents/reuseVectors';
import { sealGeneration } from '../operations/documents/sealGeneration';
import { writeEtag } from '../operations/documents/writeEtag';

/** Chunks of one transaction: on the embedded engine, questions wait no longer than that takes. */
const CHUNKS_PER_TRANSACTION = 100;
const VECTORS_PER_STATEMENT = 100;
const HEARTBEAT_MS = 5_000;

export interface WriterOptions {
  engine: Engine;
  generation: number;
  dimensions: number;
  /** Active generation to copy from, and whether it has the same embedder. */
  active?: { generation: number; sameEmbedder: boolean };
  /** Sealed generations of the same embedder, newest first. */
  vectorSources: readonly number[];
  readSealed: (generation: number) => Promise<Generation>;
}

/** Writes one generation in small transactions. */
export class DatabaseGenerationWriter implements GenerationWriter {
  readonly generation: number;
  readonly #options: WriterOptions;
  #heartbeat: NodeJS.Timeout | undefined;
  #nextNo = 1;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.generation = options.generation;
  }

  /** Shows that the build goes on, so that nobody takes it for dead. */
  startHeartbeat(): this {
    const { knex } = this.#options.engine;
    this.#heartbeat = setInterval(() => {
      knex('kb_generation')
        .where({ id: this.generation, state: 'building' })
        .update({ owner_seen_at: knex.fn.now() })
        // the next beat, or the next write, tells
        .catch(() => undefined);
    }, HEARTBEAT_MS);
    this.#heartbeat.unref();
    return this;
  }

  async write(
    documents: readonly BaseDocument[],
    { signal }: { signal: AbortSignal },
  ): Promise<void> {
    const { engine, vectorSources } = this.#options;
    const toRef = (document: BaseDocument) =>
      document.entityRef.toLocaleLowerCase('en-US');
    const entities = await resolveEntities(engine.knex, documents.map(toRef));
    for (const batch of batches(
      documents,
      document => document.chunks.length,
    )) {
      signal.throwIfAborted();
      const numbered = batch.map(document => {
        const entityId = entities.get(toRef(document));
        if (entityId === undefined) {
          throw new Error(`${document.entityRef} has no number`);
        }
        return { no: this.#nextNo++, entityId, document };
      });
      await this.#guard(() =>
        engine.knex.transaction(async tx => {
          await insertDocuments(tx, {
            engine,
            generation: this.generation,
            documents: numbered,
          });
          await reuseVectors(tx, {
            generation: this.generation,
            documentNumbers: numbered.map(({ no }) => no),
            sources: vectorSources,
          });
        }),
      );
    }
  }

  async copyUnchanged(
    idPrefix: string,
    { signal }: { signal: AbortSignal },
  ): Promise<number> {
    const { engine, active } = this.#options;
    if (!active) {
      return 0;
    }
    const documents = await listDocumentNumbers(engine.knex, {
      generation: active.generation,
      idPrefix,
    });
    for (const batch of batches(documents, document => document.chunks)) {
      signal.throwIfAborted();
      const numbers = new Map(batch.map(({ no }) => [no, this.#nextNo++]));
      await this.#guard(() =>
        engine.knex.transaction(tx =>
          copyDocuments(tx, {
            from: active.generation,
            to: this.generation,
            numbers,
            withVectors: active.sameEmbedder,
          }),
        ),
      );
    }
    return documents.length;
  }

  async setEtag(idPrefix: string, etag: string): Promise<void> {
    const { generation } = this;
    await writeEtag(this.#options.engine.knex, { generation, idPrefix, etag });
  }

  async readUnembedded(limit: number) {
    const { engine, dimensions } = this.#options;
    const { generation } = this;
    const rows = await this.#guard(() =>
      readUnembedded(engine.knex, { generation, limit }),
    );
    if (rows.length === 0) {
      await createVectorIndex(engine, { generation, dimensions });
    }
    return rows;
  }

  async writeVectors(
    vectors: ReadonlyArray<{ chunkId: string; vector: Float32Array }>,
  ): Promise<void> {
    const { engine, dimensions } = this.#options;
    const wrong = vectors.find(({ vector }) => vector.length !== dimensions);
    if (wrong) {
      throw new Error(
        `The embedder gave a vector of ${wrong.vector.length} numbers instead of ${dimensions}`,
      );
    }
    for (let i = 0; i < vectors.length; i += VECTORS_PER_STATEMENT) {
      await this.#guard(() =>
        insertVectors(engine.knex, {
          generation: this.generation,
          sql: engine.vector,
          vectors: vectors.slice(i, i + VECTORS_PER_STATEMENT),
        }),
      );
    }
  }

  async seal(
    gate: Generation['gate'],
    { signal }: { signal: AbortSignal },
  ): Promise<Generation> {
    const { engine, readSealed } = this.#options;
    const { generation } = this;
    signal.throwIfAborted();
    await this.#guard(async () => {
      await createIndexes(engine, generation);
      signal.throwIfAborted();
      await sealGeneration(engine.knex, { generation, gate });
    });
    this.#rest();
    return readSealed(generation);
  }

  async recordGate(gate: Generation['gate']): Promise<void> {
    await this.#options.engine
      .knex('kb_generation')
      .where({ id: this.generation, state: 'ready' })
      .update({ gate: JSON.stringify(gate) });
  }

  async abandon(failure: string): Promise<void> {
    this.#rest();
    await dropGeneration(this.#options.engine.knex, {
      generation: this.generation,
      operation: 'abandon',
      failure,
    });
  }

  #rest() {
    clearInterval(this.#heartbeat);
  }

  /** The tables are gone when another replica took this process for dead. */
  async #guard<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (errorCode(error) === '42P01') {
        throw new ConflictError(
          `Build ${this.generation} was given up, since it gave no sign of life for a minute; start it again`,
          error,
        );
      }
      throw error;
    }
  }
}

/** Groups of items that have about {@link CHUNKS_PER_TRANSACTION} chunks together. */
function* batches<T>(
  items: readonly T[],
  chunksOf: (item: T) => number,
): Generator<T[]> {
  let batch: T[] = [];
  let chunks = 0;
  for (const item of items) {
    batch.push(item);
    chunks += chunksOf(item);
    if (chunks >= CHUNKS_PER_TRANSACTION) {
      yield batch;
      batch = [];
      chunks = 0;
    }
  }
  if (batch.length > 0) {
    yield batch;
  }
}
