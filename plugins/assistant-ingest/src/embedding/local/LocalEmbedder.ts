import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type { Embedder } from '@smart-assistant/backstage-plugin-assistant-node';
import { join } from 'node:path';
import { EmbedderThread, type EmbedderThreadOptions } from './EmbedderThread';
import { EmbeddingQueue, type EmbeddingQueueOptions } from './EmbeddingQueue';
import { MAX_CHARACTERS } from './limits';

const PACKAGE =
  '@smart-assistant/backstage-plugin-assistant-backend-module-ingest';

export interface LocalEmbedderOptions {
  readonly thread?: Partial<EmbedderThreadOptions>;
  readonly queue?: EmbeddingQueueOptions;
}

/**
 * The embedder that works without network, model server or native code: Universal Sentence Encoder multilingual v3, cut
 * to English and Russian, 256 dimensions, in one worker thread.
 *
 * - Questions overtake passages; they wait for one slice of passages at most.
 * - A text counts up to 512 pieces (about 350 words); the rest is cut off.
 * - An empty text, or one of nothing but spaces, gives the vector of one unknown piece: always the same.
 * - Broken Unicode counts as U+FFFD.
 * - When the thread dies, calls that wait are rejected; the next call starts a new thread, three times in ten minutes.
 *
 * @public
 */
export class LocalEmbedder implements Embedder {
  /** The number after `@` goes up with each change of the asset that moves vectors. */
  readonly id = 'use-multilingual-v3-enru-256@1';
  readonly dimensions = 256;
  readonly maxBatchSize = 256;
  readonly #queue: EmbeddingQueue;
  readonly #thread: EmbedderThread;
  #working = false;
  #disposed = false;

  constructor(options: LocalEmbedderOptions = {}) {
    const directory =
      options.thread?.directory ??
      resolvePackagePath(PACKAGE, 'assets/embedder');
    this.#queue = new EmbeddingQueue(options.queue);
    this.#thread = new EmbedderThread({
      workerFile: join(directory, 'worker.cjs'),
      ...options.thread,
      directory,
    });
  }

  async embed(
    texts: readonly string[],
    options: { kind: 'query' | 'passage'; signal: AbortSignal },
  ): Promise<Float32Array[]> {
    if (this.#disposed) {
      throw new ServiceUnavailableError('The local embedder was stopped');
    }
    if (texts.length > this.maxBatchSize) {
      throw new InputError(
        `The local embedder takes ${this.maxBatchSize} texts at once, not ${texts.length}`,
      );
    }
    const result = this.#queue.add({
      ...options,
      // What cannot count need not be copied to the thread.
      texts: texts.map(text => text.slice(0, MAX_CHARACTERS)),
    });
    // Never rejects: each failure is handed to the calls it concerns.
    void this.#work();
    return await result;
  }

  /** Stops the thread; calls under way are rejected. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    this.#queue.failAll(
      new ServiceUnavailableError('The local embedder was stopped'),
    );
    await this.#thread.stop();
  }

  /** One slice after another until none is left; a second worker loop is never started. */
  async #work() {
    if (this.#working) {
      return;
    }
    this.#working = true;
    for (let slice = this.#queue.next(); slice; slice = this.#queue.next()) {
      try {
        const reply = await this.#thread.embed(slice.texts);
        if ('error' in reply) {
          slice.fail(
            new Error(`The local embedder failed on a text: ${reply.error}`),
          );
        } else {
          slice.complete(
            slice.texts.map((_, i) => this.#vector(reply.vectors, i)),
          );
        }
      } catch (error) {
        this.#queue.failAll(error);
      }
    }
    this.#working = false;
  }

  /** A copy, so that keeping one vector does not keep its neighbours. */
  #vector(vectors: Float32Array, index: number): Float32Array {
    return vectors.slice(
      index * this.dimensions,
      (index + 1) * this.dimensions,
    );
  }
}
