import { ServiceUnavailableError } from '@backstage/errors';

/** One `embed` call on its way. */
export interface EmbeddingCall {
  readonly texts: readonly string[];
  readonly kind: 'query' | 'passage';
  readonly signal: AbortSignal;
}

/** A few texts of one call. */
export interface Slice {
  readonly texts: readonly string[];
  /** Hands in the vectors of these texts. */
  complete(vectors: readonly Float32Array[]): void;
  /** Fails the whole call that the slice belongs to. */
  fail(error: unknown): void;
}

interface Entry extends EmbeddingCall {
  readonly vectors: Float32Array[];
  /** Texts handed out so far. */
  taken: number;
  onAbort(): void;
  settle(outcome: { vectors: Float32Array[] } | { error: unknown }): void;
}

export interface EmbeddingQueueOptions {
  /** Texts that may wait before a call is turned away. */
  readonly maxWaitingTexts?: number;
  readonly maxSliceTexts?: number;
  /** Characters of a slice; a single longer text is a slice of its own. Bounds what a question has to wait for. */
  readonly maxSliceCharacters?: number;
}

/**
 * Cuts calls into slices and decides whose turn it is: questions before passages, else first come, first served.
 * An aborted call leaves the queue at once; vectors that still come in for it are dropped.
 *
 * @internal
 */
export class EmbeddingQueue {
  readonly #options: Required<EmbeddingQueueOptions>;
  readonly #entries = new Set<Entry>();

  constructor(options: EmbeddingQueueOptions = {}) {
    this.#options = {
      maxWaitingTexts: 10_000,
      maxSliceTexts: 4,
      maxSliceCharacters: 1_000,
      ...options,
    };
  }

  get isEmpty(): boolean {
    return this.#entries.size === 0;
  }

  async add(call: EmbeddingCall): Promise<Float32Array[]> {
    call.signal.throwIfAborted();
    if (call.texts.length === 0) {
      return [];
    }
    const waiting = [...this.#entries].reduce(
      (sum, entry) => sum + entry.texts.length - entry.taken,
      0,
    );
    // A question always gets in: a full queue of passages is no reason to leave a person without an answer.
    if (
      call.kind === 'passage' &&
      waiting + call.texts.length > this.#options.maxWaitingTexts
    ) {
      throw new ServiceUnavailableError(
        `The local embedder has ${waiting} texts waiting and takes at most ${
          this.#options.maxWaitingTexts
        }; send the next batch when the last one is done`,
      );
    }
    return await this.#enqueue(call);
  }

  #enqueue(call: EmbeddingCall): Promise<Float32Array[]> {
    return new Promise((resolve, reject) => {
      const entry: Entry = {
        ...call,
        vectors: [],
        taken: 0,
        onAbort: () => entry.settle({ error: call.signal.reason }),
        settle: outcome => {
          call.signal.removeEventListener('abort', entry.onAbort);
          this.#entries.delete(entry);
          if ('vectors' in outcome) {
            resolve(outcome.vectors);
          } else {
            reject(outcome.error);
          }
        },
      };
      call.signal.addEventListener('abort', entry.onAbort, { once: true });
      this.#entries.add(entry);
    });
  }

  /** The next texts to embed, or undefined when all have been handed out. */
  next(): Slice | undefined {
    const open = [...this.#entries].filter(
      entry => entry.taken < entry.texts.length,
    );
    const entry = open.find(({ kind }) => kind === 'query') ?? open[0];
    if (!entry) {
      return undefined;
    }
    const from = entry.taken;
    const texts = this.#cut(entry);
    entry.taken += texts.length;
    return {
      texts,
      fail: error => entry.settle({ error }),
      complete: vectors => {
        vectors.forEach((vector, i) => {
          entry.vectors[from + i] = vector;
        });
        if (from + vectors.length === entry.texts.length) {
          entry.settle({ vectors: entry.vectors });
        }
      },
    };
  }

  /** Fails every call that is waiting or under way. */
  failAll(error: unknown) {
    for (const entry of [...this.#entries]) {
      entry.settle({ error });
    }
  }

  #cut({ texts, taken }: Entry): readonly string[] {
    const { maxSliceTexts, maxSliceCharacters } = this.#options;
    let end = taken + 1;
    let characters = texts[taken].length;
    while (
      end < texts.length &&
      end - taken < maxSliceTexts &&
      characters + texts[end].length <= maxSliceCharacters
    ) {
      characters += texts[end].length;
      end += 1;
    }
    return texts.slice(taken, end);
  }
}
