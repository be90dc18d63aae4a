import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { loadTextEmbedder, type TextEmbedder } from './loadTextEmbedder';
import type { SliceReply, SliceRequest, WorkerOptions } from './messages';

/**
 * Entry of the worker thread. wasm/build.mjs bundles it to assets/embedder/worker.cjs, which is what runs: so the same
 * file works in tests, in development and in the published package.
 */
async function serve(port: MessagePort, options: WorkerOptions) {
  // A load that fails ends the thread with the error, which the main thread reports.
  const embedder = await loadTextEmbedder(options.directory);
  port.on('message', (request: SliceRequest) => {
    const reply = embedSlice(embedder, request);
    port.postMessage(
      reply,
      'vectors' in reply ? [reply.vectors.buffer as ArrayBuffer] : [],
    );
  });
}

function embedSlice(
  embedder: TextEmbedder,
  { id, texts }: SliceRequest,
): SliceReply {
  try {
    const vectors = new Float32Array(texts.length * embedder.dimensions);
    let tokens = 0;
    texts.forEach((text, i) => {
      const ids = embedder.tokenize(text);
      tokens += ids.length;
      vectors.set(embedder.embedTokens(ids), i * embedder.dimensions);
    });
    return { id, vectors, tokens };
  } catch (error) {
    return { id, error: String(error) };
  }
}

if (parentPort) {
  serve(parentPort, workerData as WorkerOptions).catch(error => {
    // Outside of the promise, so that it reaches the main thread's 'error' event.
    setImmediate(() => {
      throw error;
    });
  });
}
