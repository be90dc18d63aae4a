import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
import type { KnowledgeBaseProblem } from '@smart-assistant/backstage-plugin-assistant-node';
import { DatabaseAccessGrantStore } from './access/DatabaseAccessGrantStore';
import { StoreProblem } from './engine';
import {
  DatabaseQuestionLimiter,
  type QuestionLimits,
} from './limits/DatabaseQuestionLimiter';
import {
  type OpenDatabase,
  type OpenDatabaseOptions,
  openDatabase,
} from './openDatabase';
import type { AssistantStores } from './stores';
import { whenReady } from './whenReady';

/** The portal's start waits no longer for the first try. */
const FIRST_TRY_MS = 60_000;
const RETRY_MS = { first: 2_000, longest: 60_000 };
/** How often left-overs of dead processes are looked for. */
const RECOVER_MS = 60_000;

const STARTING: KnowledgeBaseProblem = {
  reason: 'The database of the assistant is being opened',
  remedy: 'wait a moment and try again',
};

/**
 * Opens the database, and opens it again when it fails or goes away.
 *
 * Nothing outside of us stops the portal from starting: what is missing becomes a problem with a
 * remedy, and tries go on behind it.
 */
export class AssistantDatabase implements AssistantStores {
  readonly documents = whenReady(() => this.#ready().documents);
  readonly telemetry = whenReady(() => this.#ready().telemetry);
  readonly findings = whenReady(() => this.#ready().findings);
  readonly conversations = whenReady(() => this.#ready().conversations);
  readonly answers = whenReady(() => this.#ready().answers);
  readonly accessGrants = whenReady(
    () => new DatabaseAccessGrantStore({ knex: this.#ready().engine.knex }),
  );
  readonly #options: OpenDatabaseOptions;
  #open: OpenDatabase | undefined;
  #problem: KnowledgeBaseProblem | undefined = STARTING;
  #retryMs = RETRY_MS.first;
  #timer: NodeJS.Timeout | undefined;
  #attempt: Promise<void> | undefined;
  #closed = false;

  constructor(options: OpenDatabaseOptions) {
    this.#options = options;
  }

  /** Resolves after the first try, whatever came of it. */
  async start(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>(resolve => {
      timer = setTimeout(resolve, FIRST_TRY_MS);
    });
    await Promise.race([this.#try(), late]);
    clearTimeout(timer);
  }

  createLimiter(limits: QuestionLimits) {
    return whenReady(
      () =>
        new DatabaseQuestionLimiter({
          knex: this.#ready().engine.knex,
          limits,
        }),
    );
  }

  problem(): KnowledgeBaseProblem | undefined {
    return this.#problem;
  }

  notices(): readonly string[] {
    return this.#open?.engine.notices ?? [];
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#problem = {
      reason: 'The backend is shutting down',
      remedy: 'try again in a moment',
    };
    await this.#attempt;
    const open = this.#open;
    this.#open = undefined;
    await open?.close();
  }

  #ready(): OpenDatabase {
    if (this.#open && !this.#problem) {
      return this.#open;
    }
    const { reason, remedy } = this.#problem ?? STARTING;
    throw new ServiceUnavailableError(`${reason}; ${remedy}`);
  }

  #try(): Promise<void> {
    this.#attempt = this.#tryOnce().finally(() => {
      this.#attempt = undefined;
    });
    return this.#attempt;
  }

  async #tryOnce() {
    try {
      const open = await openDatabase(this.#options);
      this.#open = open;
      this.#problem = undefined;
      this.#retryMs = RETRY_MS.first;
      open.engine.onLost(reason => this.#lose(open, reason));
      open.engine.notices.forEach(notice => this.#options.logger.warn(notice));
      this.#schedule(() => this.#recover(), RECOVER_MS);
    } catch (error) {
      this.#problem = toProblem(error);
      const { reason, remedy } = this.#problem;
      this.#options.logger.warn(`${reason}; ${remedy}`);
      this.#schedule(() => this.#try(), this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MS.longest);
    }
  }

  #lose(open: OpenDatabase, reason: string) {
    if (this.#open !== open) {
      return;
    }
    this.#open = undefined;
    this.#problem = {
      reason: `The database of the assistant went away: ${reason}`,
      remedy: 'it is opened again by itself; wait a moment',
    };
    this.#options.logger.error(this.#problem.reason);
    open
      .close()
      .catch(error =>
        this.#options.logger.warn(
          `The database could not be closed: ${stringifyError(error)}`,
        ),
      )
      .then(() => this.#schedule(() => this.#try(), RETRY_MS.first));
  }

  async #recover() {
    try {
      await this.#open?.recover();
    } catch (error) {
      this.#options.logger.warn(
        `Left-overs of other processes stay for now: ${stringifyError(error)}`,
      );
    }
    this.#schedule(() => this.#recover(), RECOVER_MS);
  }

  #schedule(work: () => Promise<void>, delay: number) {
    clearTimeout(this.#timer);
    if (!this.#closed) {
      this.#timer = setTimeout(work, delay);
      this.#timer.unref();
    }
  }
}

function toProblem(error: unknown): KnowledgeBaseProblem {
  if (error instanceof StoreProblem) {
    return { reason: error.reason, remedy: error.remedy };
  }
  return {
    reason: `The database of the assistant cannot be used: ${stringifyError(
      error,
    )}`,
    remedy:
      'check backend.database in the configuration and that the server runs; the next try follows by itself',
  };
}
