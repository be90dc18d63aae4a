import { ServiceUnavailableError } from '@backstage/errors';
import { Worker } from 'node:worker_threads';
import type { SliceReply, SliceRequest, WorkerOptions } from './messages';

export interface EmbedderThreadOptions extends WorkerOptions {
  readonly workerFile: string;
  /** Threads that may die within `crashWindowMs` before no new one is started. */
  readonly maxCrashes?: number;
  readonly crashWindowMs?: number;
  /** A slice that takes longer counts as a crash: the thread is stopped. */
  readonly sliceTimeoutMs?: number;
}

interface Pending {
  readonly id: number;
  resolve(reply: SliceReply): void;
  reject(error: Error): void;
}

const MAX_HEAP_MB = 128;

/**
 * The worker thread of the embedder: started by the first slice, started again after a crash, a bounded number of times
 * in a while. One slice is under way at a time. An idle thread does not keep the process alive.
 *
 * @internal
 */
export class EmbedderThread {
  readonly #options: Required<EmbedderThreadOptions>;
  readonly #crashes: number[] = [];
  #worker?: Worker;
  #pending?: Pending;
  #lastId = 0;

  constructor(options: EmbedderThreadOptions) {
    this.#options = {
      maxCrashes: 3,
      crashWindowMs: 600_000,
      sliceTimeoutMs: 60_000,
      ...options,
    };
  }

  async embed(texts: readonly string[]): Promise<SliceReply> {
    const worker = this.#worker ?? this.#start();
    const id = ++this.#lastId;
    const { sliceTimeoutMs } = this.#options;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<SliceReply>((resolve, reject) => {
        this.#pending = { id, resolve, reject };
        timer = setTimeout(
          () =>
            this.#crash(worker, `gave no answer within ${sliceTimeoutMs} ms`),
          sliceTimeoutMs,
        );
        worker.ref();
        worker.postMessage({ id, texts } satisfies SliceRequest);
      });
    } finally {
      clearTimeout(timer);
      worker.unref();
    }
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    this.#rejectPending(
      new ServiceUnavailableError('The local embedder was stopped'),
    );
    await worker?.terminate();
  }

  #start(): Worker {
    this.#refuseCrashLoop();
    const { workerFile, directory } = this.#options;
    const worker = new Worker(workerFile, {
      workerData: { directory } satisfies WorkerOptions,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
      // The parent's loader hooks and coverage flags are of no use to a bundled file.
      execArgv: [],
    });
    worker.on('message', (reply: SliceReply) => this.#settle(reply));
    worker.on('error', error => this.#crash(worker, String(error)));
    worker.on('exit', code => this.#crash(worker, `exit code ${code}`));
    this.#worker = worker;
    return worker;
  }

  #settle(reply: SliceReply) {
    if (this.#pending?.id !== reply.id) {
      return;
    }
    const { resolve } = this.#pending;
    this.#pending = undefined;
    resolve(reply);
  }

  /** 'error' is followed by 'exit', and a stopped thread exits too: only the first news about the present one counts. */
  #crash(worker: Worker, reason: string) {
    if (worker !== this.#worker) {
      return;
    }
    this.#worker = undefined;
    this.#crashes.push(Date.now());
    this.#rejectPending(
      new ServiceUnavailableError(
        `The worker thread of the local embedder ended: ${reason}`,
      ),
    );
    // Its end is all that is wanted; a thread that is gone already cannot fail to end.
    worker.terminate().catch(() => {});
  }

  #rejectPending(error: Error) {
    this.#pending?.reject(error);
    this.#pending = undefined;
  }

  #refuseCrashLoop() {
    const { maxCrashes, crashWindowMs } = this.#options;
    while (
      this.#crashes.length &&
      this.#crashes[0] < Date.now() - crashWindowMs
    ) {
      this.#crashes.shift();
    }
    if (this.#crashes.length >= maxCrashes) {
      const minutes = Math.ceil(crashWindowMs / 60_000);
      throw new ServiceUnavailableError(
        `The worker thread of the local embedder ended ${maxCrashes} times within ${minutes} min and is not started again for now; see the log for the reason, or configure another embedder`,
      );
    }
  }
}
