import type { Embedder } from '@smart-assistant/backstage-plugin-assistant-node';

/** Quick vectors that depend on nothing but the text; counts what it was asked for. */
export class FakeEmbedder implements Embedder {
  readonly maxBatchSize = 32;
  readonly dimensions = 4;
  texts = 0;
  /** Called before each batch; may throw or wait. */
  before: () => Promise<void> | void = () => {};

  constructor(readonly id = 'fake@1') {}

  async embed(
    texts: readonly string[],
    { signal }: { kind: 'query' | 'passage'; signal: AbortSignal },
  ): Promise<Float32Array[]> {
    await this.before();
    signal.throwIfAborted();
    this.texts += texts.length;
    return texts.map(text => {
      const vector = Float32Array.from([
        1,
        text.length % 7,
        text.length % 11,
        1,
      ]);
      const length = Math.hypot(...vector);
      return vector.map(value => value / length);
    });
  }
}
