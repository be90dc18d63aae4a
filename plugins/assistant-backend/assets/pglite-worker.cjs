// @ts-check
/**
 * Thread that owns the embedded PostgreSQL.
 *
 * It only moves bytes: messages of PostgreSQL's wire protocol come in, the answers go out as they
 * are. Errors of SQL are part of those bytes, so that codes and constraint names arrive whole.
 * It is plain JavaScript outside of `src`, since a thread needs a file that exists in the package.
 */
const { parentPort, workerData } = require('node:worker_threads');
const { PGlite } = require('@electric-sql/pglite');
const { vector } = require('@electric-sql/pglite-pgvector');
const { pg_textsearch: textSearch } = require('@electric-sql/pglite-pg_textsearch');

if (!parentPort) {
  throw new Error('pglite-worker.cjs runs as a worker thread only');
}
const port = parentPort;

/** @param {string} message */
function toError(message) {
  return { type: 'failed', message };
}

async function start() {
  const database = await PGlite.create({
    dataDir: workerData.dataDirectory,
    extensions: { vector, textSearch },
  });
  await database.exec(
    'create extension if not exists vector; create extension if not exists pg_textsearch;',
  );
  // one message at a time: the session has one buffer
  let queue = Promise.resolve();
  port.on('message', message => {
    queue = queue.then(() => handle(database, message));
  });
  port.postMessage({ type: 'ready' });
}

/**
 * @param {PGlite} database
 * @param {{ type: 'execute', id: number, bytes: Uint8Array } | { type: 'close' }} message
 */
async function handle(database, message) {
  if (message.type === 'close') {
    await database.close().catch(() => undefined);
    port.postMessage({ type: 'closed' });
    port.close();
    return;
  }
  try {
    const bytes = await database.execProtocolRaw(message.bytes);
    port.postMessage({ type: 'result', id: message.id, bytes }, [bytes.buffer]);
  } catch (error) {
    // the engine itself broke, not a statement
    port.postMessage(toError(`${error}`));
  }
}

start().catch(error => port.postMessage(toError(`${error}`)));
