import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  AnswerEvent,
  AskRequest,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { AnswerRun } from './AnswerRun';
import type { AnswerOutcome, AskTelemetry } from './AskTelemetry';
import { guessLanguage } from './guessLanguage';
import type { AnswerStore, AskerStage, QuestionLimiter } from './ports';
import { RunningAnswers } from './RunningAnswers';
import type { UserCredentials } from './stages';
import { titleOf } from './titleOf';
import { TooManyQuestionsError } from './TooManyQuestionsError';

/** @internal */
export interface AnswerLifecycleOptions {
  limiter: QuestionLimiter;
  answers: AnswerStore;
  askers: AskerStage;
  telemetry: AskTelemetry;
  logger: LoggerService;
  now: () => Date;
}

/** @internal */
export interface AskOptions {
  request: AskRequest;
  credentials: UserCredentials;
  /** Aborted when the client leaves. */
  signal: AbortSignal;
}

/** Admits a question, opens its answer, and closes it whatever happened in between. */
export class AnswerLifecycle {
  readonly #options: AnswerLifecycleOptions;
  readonly #running = new RunningAnswers();

  constructor(options: AnswerLifecycleOptions) {
    this.#options = options;
  }

  /**
   * @throws TooManyQuestionsError when the person is over a limit.
   * @throws NotFoundError when the conversation is not the person's own.
   */
  async begin(options: AskOptions): Promise<AnswerRun> {
    const { limiter, telemetry, now } = this.#options;
    const answerId = randomUUID();
    const admission = await limiter.acquire({
      ownerRef: options.credentials.principal.userEntityRef,
      leaseId: answerId,
      now: now(),
    });
    if (!admission.granted) {
      telemetry.refused();
      throw new TooManyQuestionsError(admission);
    }
    try {
      return await this.#open(answerId, options);
    } catch (error) {
      await limiter.release(answerId);
      throw error;
    }
  }

  /** Stores the end before it is sent, so that whoever reads the answer after it finds it complete. */
  async finish(run: AnswerRun, outcome: AnswerOutcome): Promise<AnswerEvent> {
    const event = run.end({ status: outcome, at: this.#options.now() });
    try {
      await run.store();
    } catch (error) {
      this.#options.logger.error(
        `Answer ${run.id} could not be stored: ${stringifyError(error)}`,
      );
    }
    return event;
  }

  async close(
    run: AnswerRun,
    options: { outcome: AnswerOutcome; clientGone: boolean },
  ): Promise<void> {
    const { limiter, telemetry, logger } = this.#options;
    this.#running.delete(run.id);
    run.dispose();
    if (!run.ended) {
      // the client left between two events
      await this.finish(run, options.outcome);
    }
    telemetry.end(run.options.trace, {
      ...options,
      withModel: run.model !== undefined,
    });
    await limiter
      .release(run.id)
      .catch(error =>
        logger.warn(`A lease stays until it expires: ${stringifyError(error)}`),
      );
  }

  /** Ends an answer that this process works on. */
  stop(answerId: string) {
    this.#running.stop(answerId);
  }

  stopAll() {
    this.#running.stopAll();
  }

  async #open(answerId: string, options: AskOptions): Promise<AnswerRun> {
    const { answers, askers, telemetry, now } = this.#options;
    const { request, credentials, signal } = options;
    const { asker } = await askers.resolve({ credentials, signal });
    const at = now();
    const language = guessLanguage(request);
    const { conversationId } = await answers.begin({
      answerId,
      conversationId: request.conversationId,
      ownerRef: asker.userRef,
      question: request.question,
      title: titleOf(request.question),
      language,
      at,
    });
    return new AnswerRun({
      answerId,
      conversationId,
      request,
      credentials,
      asker,
      language,
      now: at,
      trace: telemetry.begin(),
      store: answers,
      signal: this.#running.add(answerId, signal),
      stop: () => this.#running.stop(answerId),
    });
  }
}
