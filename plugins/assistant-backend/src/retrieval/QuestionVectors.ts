import type { Embedder } from '@smart-assistant/backstage-plugin-assistant-node';
import { LRUCache } from 'lru-cache';

/** Vectors kept; 256 floats each make this 2 MB. */
const MAX_VECTORS = 2_000;

/** A remote embedder may be slow; after this the answer goes on with BM25 alone. */
const EMBED_TIMEOUT_MS = 2_000;

/** Vectors of questions, kept by embedder and normalised text: the same question is asked again and again. */
export class QuestionVectors {
  readonly #vectors = new LRUCache<string, Float32Array>({ max: MAX_VECTORS });

  /**
   * The vector of a question, or `undefined` when the embedder failed or took too long.
   *
   * Only the caller's own abort is thrown.
   */
  async get(
    text: string,
    options: { embedder: Embedder; signal: AbortSignal },
  ): Promise<Float32Array | undefined> {
    const { embedder, signal } = options;
    const normalized = text.normalize('NFKC').trim().replace(/\s+/g, ' ');
    const key = `${embedder.id}\u0000${normalized}`;
    const known = this.#vectors.get(key);
    if (known || !normalized) {
      return known;
    }
    try {
      const [vector] = await embedder.embed([normalized], {
        kind: 'query',
        signal: AbortSignal.any([
          signal,
          AbortSignal.timeout(EMBED_TIMEOUT_MS),
        ]),
      });
      this.#vectors.set(key, vector);
      return vector;
    } catch {
      // an embedder that is down must not take the answer with it: words alone still find pages
      signal.throwIfAborted();
      return undefined;
    }
  }
}
