import type {
  Embedder,
  GenerationWriter,
} from '@smart-assistant/backstage-plugin-assistant-node';

/** Chunks that are read, embedded and written at a time: a cancelled build loses no more than these. */
const BATCH = 64;

/**
 * Gives each chunk of a generation that has no vector its own, batch by batch.
 *
 * Passages wait behind questions (the embedder's own rule), so that asking stays quick meanwhile.
 *
 * @returns the number of chunks that got a vector
 */
export async function fillVectors(options: {
  writer: Pick<GenerationWriter, 'readUnembedded' | 'writeVectors'>;
  embedder: Embedder;
  onProgress(done: number): void;
  signal: AbortSignal;
}): Promise<number> {
  const { writer, embedder, onProgress, signal } = options;
  const size = Math.min(BATCH, embedder.maxBatchSize);
  let done = 0;
  let first: string | undefined;
  for (;;) {
    signal.throwIfAborted();
    const chunks = await writer.readUnembedded(size);
    if (chunks.length === 0) {
      return done;
    }
    if (chunks[0].chunkId === first) {
      throw new Error('A vector that was written is not there');
    }
    first = chunks[0].chunkId;
    const vectors = await embedder.embed(
      chunks.map(({ text }) => text),
      { kind: 'passage', signal },
    );
    await writer.writeVectors(
      chunks.map(({ chunkId }, i) => ({ chunkId, vector: vectors[i] })),
    );
    done += chunks.length;
    onProgress(done);
  }
}
