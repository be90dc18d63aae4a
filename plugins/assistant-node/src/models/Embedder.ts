/**
 * Turns text into vectors.
 *
 * Vectors of two embedders are never compared: `id` names model and revision and is stored with
 * each generation of the document base.
 * @public
 */
export interface Embedder {
  /** Model and revision, e.g. `use-multilingual-v3-enru-256@1`. */
  readonly id: string;
  /** Length of each vector. */
  readonly dimensions: number;
  /** Most texts that one call accepts. */
  readonly maxBatchSize: number;
  /**
   * Returns one L2-normalised vector per text, in order. `query` calls overtake `passage` calls.
   * Rejects when `signal` is aborted.
   */
  embed(
    texts: readonly string[],
    options: { kind: 'query' | 'passage'; signal: AbortSignal },
  ): Promise<Float32Array[]>;
  /** Releases worker threads and connections. */
  dispose?(): Promise<void>;
}
