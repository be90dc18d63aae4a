import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { BuildLog } from '@smart-assistant/backstage-plugin-assistant-node';
import type { BuildReport } from './BuildReport';

/** Tries to write how a build ended; else it counts as dead after a minute. */
const END_ATTEMPTS = 3;

/** Tells all replicas how a build goes, and hears from them whether it may go on. */
export class BuildHeartbeat {
  readonly #documents: BuildLog;
  readonly #report: BuildReport;
  readonly #logger: LoggerService;
  readonly #everyMs: number;
  readonly #lost = new AbortController();
  readonly #cancelled = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #beat: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(options: {
    documents: BuildLog;
    report: BuildReport;
    everyMs: number;
    logger: LoggerService;
  }) {
    this.#documents = options.documents;
    this.#report = options.report;
    this.#everyMs = options.everyMs;
    this.#logger = options.logger;
    this.#schedule();
  }

  /** Aborted when others gave the build up. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Aborted when somebody at another replica cancelled it. */
  get cancelled(): AbortSignal {
    return this.#cancelled.signal;
  }

  /** Writes how it ended. */
  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#timer);
    await this.#beat;
    for (let attempt = 1; attempt <= END_ATTEMPTS; attempt++) {
      try {
        await this.#documents.reportBuild(this.#report.progress);
        return;
      } catch (error) {
        this.#logger.warn('How the build ended could not be written', {
          attempt,
          error: stringifyError(error),
        });
        await new Promise(resolve => setTimeout(resolve, this.#everyMs / 4));
      }
    }
  }

  #schedule() {
    if (!this.#ended) {
      this.#timer = setTimeout(() => {
        this.#beat = this.#tell().finally(() => this.#schedule());
      }, this.#everyMs);
      this.#timer.unref();
    }
  }

  async #tell(): Promise<void> {
    try {
      const { held, cancelRequested } = await this.#documents.reportBuild(
        this.#report.progress,
      );
      if (!held) {
        this.#lost.abort(new Error('The build was given up'));
      } else if (cancelRequested) {
        this.#cancelled.abort(new Error('The build was cancelled'));
      }
    } catch (error) {
      // the build itself notices when the base stays away
      this.#logger.debug('The base does not take a sign of life', {
        error: stringifyError(error),
      });
    }
  }
}
