// Stands in for the embedder's worker: answers with vectors of ones, and does what the text says.
const { parentPort } = require('node:worker_threads');

const DIMENSIONS = 256;
parentPort.on('message', ({ id, texts }) => {
  if (texts.includes('crash')) {
    process.exit(7);
  }
  if (texts.includes('throw')) {
    throw new Error('the thread threw');
  }
  if (texts.includes('hang')) {
    return;
  }
  if (texts.includes('refuse')) {
    parentPort.postMessage({ id, error: 'not this one' });
    return;
  }
  parentPort.postMessage({
    id,
    vectors: new Float32Array(texts.length * DIMENSIONS).fill(1),
    tokens: texts.length,
  });
});
