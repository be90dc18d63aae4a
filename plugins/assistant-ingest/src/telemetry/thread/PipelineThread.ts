import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import { Worker } from 'node:worker_threads';
import type { PageProcessor, ProcessedPage } from '../TelemetryPipeline';
import type { PageInput } from '../readPage';
import type { PipelineSettings } from './createPipeline';
import type { PipelineReply, PipelineRequest } from './messages';

const PACKAGE =
  '@smart-assistant/backstage-plugin-assistant-backend-module-ingest';
const MAX_HEAP_MB = 1024;
const PAGE_TIMEOUT_MS = 60_000;

interface Pending {
  resolve(processed: ProcessedPage | undefined): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

type Work = { page: PageInput } | { retract: true };

/**
 * A pipeline in a thread of its own, so that reading, masking and mining never hold up the portal.
 *
 * A thread that dies rejects what it was working on, whose source is then told as down and read again
 * after its pause from where the base stands: the next page starts a new thread. What the old one
 * remembered is found again as lines and objects come.
 */
export class PipelineThread implements PageProcessor {
  readonly #workerFile: string;
  readonly #settings: PipelineSettings;
  readonly #timeoutMs: number;
  readonly #pending = new Map<number, Pending>();
  #worker: Worker | undefined;
  #lastId = 0;
  #stopped = false;

  constructor(options: {
    settings: PipelineSettings;
    workerFile?: string;
    /** A page that takes longer counts as a crash. */
    timeoutMs?: number;
  }) {
    this.#settings = options.settings;
    this.#timeoutMs = options.timeoutMs ?? PAGE_TIMEOUT_MS;
    this.#workerFile =
      options.workerFile ??
      resolvePackagePath(PACKAGE, 'assets/telemetry/worker.cjs');
  }

  async process(page: PageInput): Promise<ProcessedPage> {
    const processed = await this.#ask({ page });
    if (!processed) {
      throw new Error('The telemetry thread answered without a page');
    }
    return processed;
  }

  async retract(): Promise<void> {
    // a thread that is gone remembers nothing anyway
    if (this.#worker) {
      await this.#ask({ retract: true });
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    const worker = this.#worker;
    this.#worker = undefined;
    this.#rejectAll('was stopped');
    await worker?.terminate();
  }

  async #ask(work: Work): Promise<ProcessedPage | undefined> {
    if (this.#stopped) {
      throw new ServiceUnavailableError('The telemetry thread was stopped');
    }
    const worker = this.#worker ?? this.#start();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => this.#crash(worker, `gave no answer in ${this.#timeoutMs} ms`),
        this.#timeoutMs,
      );
      this.#pending.set(id, { resolve, reject, timer });
      worker.ref();
      worker.postMessage({ id, ...work } satisfies PipelineRequest);
    });
  }

  #start(): Worker {
    const worker = new Worker(this.#workerFile, {
      workerData: this.#settings,
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
      // the parent's loader hooks and coverage flags are of no use to a bundled file
      execArgv: [],
    });
    worker.on('message', (reply: PipelineReply) => this.#settle(worker, reply));
    worker.on('error', error => this.#crash(worker, String(error)));
    worker.on('exit', code => this.#crash(worker, `exit code ${code}`));
    this.#worker = worker;
    return worker;
  }

  #settle(worker: Worker, reply: PipelineReply) {
    const pending = this.#pending.get(reply.id);
    if (!pending || worker !== this.#worker) {
      return;
    }
    clearTimeout(pending.timer);
    this.#pending.delete(reply.id);
    if (this.#pending.size === 0) {
      // an idle thread does not keep the process alive
      worker.unref();
    }
    if ('error' in reply) {
      pending.reject(
        new Error(`A page could not be processed: ${reply.error}`),
      );
    } else {
      pending.resolve(reply.processed);
    }
  }

  /** 'error' is followed by 'exit', and a stopped thread exits too: only the first news about the present one counts. */
  #crash(worker: Worker, reason: string) {
    if (worker !== this.#worker) {
      return;
    }
    this.#worker = undefined;
    this.#rejectAll(`ended: ${reason}; it is started again with the next page`);
    worker.terminate().catch(() => {});
  }

  #rejectAll(reason: string) {
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(new ServiceUnavailableError(`The telemetry thread ${reason}`));
    }
    this.#pending.clear();
  }
}
