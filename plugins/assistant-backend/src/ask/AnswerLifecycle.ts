import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  AnswerEvent,
  AskRequest,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { AnswerRun } from './AnswerRun';
import type { AnswerOutcome, AskTelemetry } from './AskTelemetry';
import type { AnswerStore, QuestionLimiter } from './ports';
import { RunningAnswers } from './RunningAnswers';
import type { UserCredentials } from './stages';
import { titleOf } from './titleOf';
import { TooManyQuestionsError } from './TooManyQuestionsError';

/** @internal */
export interface AnswerLifecycleOptions {
  limiter: QuestionLimiter;
  answers: AnswerStore;
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

  /** @throws TooManyQuestionsError when the person is over a limit. */
  async admit({
    request,
    credentials,
    signal,
  }: AskOptions): Promise<AnswerRun> {
    const { limiter, telemetry, answers, now } = this.#options;
    const answerId = randomUUID();
    const at = now();
    const ownerRef = credentials.principal.userEntityRef;
    const admission = await limiter.acquire({
      ownerRef,
      leaseId: answerId,
      now: at,
    });
    if (!admission.granted) {
      telemetry.refused();
      throw new TooManyQuestionsError(admission);
    }
    return new AnswerRun({
      answerId,
      ownerRef,
      request,
      credentials,
      now: at,
      trace: telemetry.begin(),
      store: answers,
      signal: this.#running.add(answerId, signal),
      stop: () => this.#running.stop(answerId),
    });
  }

  /**
   * Makes the answer known; until here nothing of the question is stored.
   *
   * @throws NotFoundError when the conversation is not the person's own.
   */
  async open(run: AnswerRun, language: Language): Promise<void> {
    const { answerId, ownerRef, request, now } = run.options;
    const { conversationId } = await this.#options.answers.begin({
      answerId,
      conversationId: request.conversationId,
      ownerRef,
      question: request.question,
      title: titleOf(request.question),
      language,
      at: now,
    });
    run.open({ conversationId, language });
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

  /** Whatever happened: the answer has an end, and nothing of it goes on. */
  async close(
    run: AnswerRun,
    { clientGone }: { clientGone: boolean },
  ): Promise<void> {
    const { limiter, telemetry, logger } = this.#options;
    this.#running.delete(run.id);
    run.dispose();
    if (run.opened && !run.outcome) {
      // the client left between two events; what was written so far is kept
      run.closeBlock();
      await this.finish(run, 'stopped');
    }
    telemetry.end(run.options.trace, {
      outcome: run.outcome ?? (run.signal.aborted ? 'stopped' : 'failed'),
      clientGone,
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
}
