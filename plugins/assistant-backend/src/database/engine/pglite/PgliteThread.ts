import { Worker } from 'node:worker_threads';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { z } from 'zod';

/** A first start creates the cluster: 3 to 5 s on an idle machine. */
const START_TIMEOUT_MS = 120_000;
const CLOSE_TIMEOUT_MS = 10_000;

const messageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('closed') }),
  z.object({ type: z.literal('failed'), message: z.string() }),
  z.object({
    type: z.literal('result'),
    id: z.number(),
    bytes: z.custom<Uint8Array>(value => ArrayBuffer.isView(value)),
  }),
]);

type Pending = {
  resolve: (bytes: Uint8Array) => void;
  reject: (error: Error) => void;
};

/**
 * The embedded PostgreSQL in a thread of its own.
 *
 * On the main thread it would hold the portal up for more than 100 ms at a time.
 */
export class PgliteThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #lostListeners: Array<(reason: string) => void> = [];
  #nextId = 1;
  #lost: string | undefined;
  #closing = false;

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', message => this.#receive(message));
    worker.on('error', error => this.#lose(String(error)));
    worker.on('exit', code => this.#lose(`the thread ended with code ${code}`));
  }

  static async start(dataDirectory: string): Promise<PgliteThread> {
    const worker = new Worker(
      resolvePackagePath(
        '@smart-assistant/backstage-plugin-assistant-backend',
        'assets/pglite-worker.cjs',
      ),
      { workerData: { dataDirectory }, execArgv: [] },
    );
    const thread = new PgliteThread(worker);
    await thread.#untilReady();
    return thread;
  }

  /** Sends messages of the wire protocol up to a Sync or Query, and resolves with the answer's bytes. */
  execute(bytes: Uint8Array): Promise<Uint8Array> {
    if (this.#lost !== undefined) {
      return Promise.reject(new Error(this.#lost));
    }
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#worker.postMessage({ type: 'execute', id, bytes });
    });
  }

  onLost(listener: (reason: string) => void): void {
    this.#lostListeners.push(listener);
  }

  async close(): Promise<void> {
    if (this.#lost !== undefined) {
      return;
    }
    this.#closing = true;
    const exited = new Promise<void>(resolve =>
      this.#worker.once('exit', () => resolve()),
    );
    this.#worker.postMessage({ type: 'close' });
    const timer = setTimeout(() => this.#worker.terminate(), CLOSE_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
  }

  #untilReady(): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#lose('it did not start in time');
      }, START_TIMEOUT_MS);
      this.#worker.on('message', message => {
        if (message?.type === 'ready') {
          clearTimeout(timer);
          resolve();
        }
      });
      this.onLost(reason => {
        clearTimeout(timer);
        reject(new Error(`The embedded database did not start: ${reason}`));
      });
    });
  }

  #receive(raw: unknown) {
    const message = messageSchema.parse(raw);
    if (message.type === 'failed') {
      this.#lose(message.message);
    } else if (message.type === 'result') {
      const pending = this.#pending.get(message.id);
      this.#pending.delete(message.id);
      pending?.resolve(message.bytes);
    }
  }

  #lose(reason: string) {
    if (this.#lost !== undefined) {
      return;
    }
    this.#lost = `The embedded database is gone: ${reason}`;
    for (const { reject } of this.#pending.values()) {
      reject(new Error(this.#lost));
    }
    this.#pending.clear();
    // an engine that broke may hold the directory in a half state: nothing more is sent to it
    this.#worker.terminate().catch(() => undefined);
    if (!this.#closing) {
      this.#lostListeners.forEach(listener => listener(reason));
    }
  }
}
