import { stringifyError } from '@backstage/errors';
import type {
  AnswerEvent,
  AnswerEventBody,
} from '@smart-assistant/backstage-plugin-assistant-common';
import {
  AnswerLifecycle,
  type AnswerLifecycleOptions,
  type AskOptions,
} from './AnswerLifecycle';
import type { AnswerRun } from './AnswerRun';
import { describeFailure } from './describeFailure';
import {
  GroundsReader,
  type Grounds,
  type GroundsReaderOptions,
} from './GroundsReader';
import { scopeOf, startOf } from './openingEvents';
import type {
  AskerStage,
  ComposeStage,
  ModelStage,
  PastAnswer,
  ScopeStage,
  SourceStage,
} from './ports';
import type { Scope } from './stages';
import { toModelRun } from './toModelRun';
import { withDeadline } from './withDeadline';

/** Bounds of the stages. A model has its own, from its configuration. */
const DEADLINES_MS = {
  scope: 10_000,
  open: 5_000,
  retrieve: 10_000,
  // an engineer at night rather reads what the pages say than waits
  diagnose: 2_000,
};

/** Earlier answers of the conversation that a follow-up is read with. */
const HISTORY = 5;

/** @internal */
export interface AskServiceOptions
  extends AnswerLifecycleOptions,
    GroundsReaderOptions {
  askers: AskerStage;
  scope: ScopeStage;
  sources: SourceStage;
  compose: ComposeStage;
  /** Absent: evidence mode only. */
  model?: ModelStage;
}

/**
 * The ask path: scope, then retrieve and diagnose side by side, generate, cite, stream.
 *
 * What fails before the scope is known is thrown, and nothing is stored; from then on an answer always ends with
 * `answer-end`, stored as well as sent. When the client leaves, the work stops and the answer is
 * kept as stopped.
 */
export class AskService {
  readonly #options: AskServiceOptions;
  readonly #lifecycle: AnswerLifecycle;
  readonly #grounds: GroundsReader;

  constructor(options: AskServiceOptions) {
    this.#options = options;
    this.#grounds = new GroundsReader(options);
    this.#lifecycle = new AnswerLifecycle(options);
  }

  async *ask(options: AskOptions): AsyncGenerator<AnswerEvent, void> {
    const run = await this.#lifecycle.admit(options);
    try {
      const scope = await this.#resolveScope(run);
      await this.#lifecycle.open(run, scope.language);
      yield* this.#stream(run, scope);
    } finally {
      await this.#lifecycle.close(run, { clientGone: options.signal.aborted });
    }
  }

  /** Ends an answer that this replica works on; other replicas read the request in the database. */
  stop(answerId: string) {
    this.#lifecycle.stop(answerId);
  }

  /** Ends all answers, for shutdown. */
  stopAll() {
    this.#lifecycle.stopAll();
  }

  /** Numbers and stores the events, and gives every answer an end. */
  async *#stream(
    run: AnswerRun,
    scope: Scope,
  ): AsyncGenerator<AnswerEvent, void> {
    try {
      for await (const body of this.#answer(run, scope)) {
        yield run.add(body);
      }
      yield await this.#lifecycle.finish(run, 'complete');
    } catch (error) {
      yield* run.closeBlock();
      if (run.signal.aborted) {
        yield await this.#lifecycle.finish(run, 'stopped');
        return;
      }
      this.#options.logger.warn(
        `Answer ${run.id} failed: ${stringifyError(error)}`,
      );
      yield run.add(describeFailure(error, run.language));
      yield await this.#lifecycle.finish(run, 'failed');
    }
  }

  /** The stages after the scope, in order. */
  async *#answer(
    run: AnswerRun,
    scope: Scope,
  ): AsyncGenerator<AnswerEventBody, void> {
    const { compose, sources, model, telemetry } = this.#options;
    telemetry.firstEvent(run.options.trace);
    run.restOn({ asked: scope.entities.map(entity => entity.entityRef) });
    yield startOf(run);
    yield scopeOf(scope);
    const { documents, live, problems } = await this.#gather(run, scope);
    if (documents) {
      yield {
        type: 'sources-available',
        sources: sources(documents.retrieval, scope),
      };
    }
    const evidence = compose(scope, documents?.retrieval, live);
    run.restOn({ entityRefs: evidence.entityRefs });
    run.addText(evidence.text);
    yield* evidence.events;
    yield* problems;
    const given = toModelRun({
      scope,
      documents,
      evidence,
      signal: run.signal,
    });
    if (model && given) {
      yield* this.#word(run, { scope, words: model(given) });
    }
  }

  #resolveScope(run: AnswerRun): Promise<Scope> {
    const { request, credentials, now } = run.options;
    return this.#stage(run, 'scope', async signal => {
      const history = await this.#readHistory(run, signal);
      return this.#options.scope.resolve({
        request,
        credentials,
        now,
        history,
        signal,
      });
    });
  }

  /** Earlier answers of the conversation that the person may still see. */
  async #readHistory(
    run: AnswerRun,
    signal: AbortSignal,
  ): Promise<PastAnswer[]> {
    const { request, credentials, ownerRef } = run.options;
    const { conversationId } = request;
    if (!conversationId) {
      return [];
    }
    const { answers, askers } = this.#options;
    const { asker } = await askers.resolve({ credentials, signal });
    return answers.history({
      conversationId,
      ownerRef,
      filter: asker.filter,
      limit: HISTORY,
    });
  }

  /** Both bases, each read once. */
  async #gather(run: AnswerRun, scope: Scope): Promise<Grounds> {
    const grounds = await this.#grounds.read(scope, {
      stage: (name, work) => this.#stage(run, name, work),
      signal: run.signal,
    });
    const { documents, live, basis } = grounds;
    run.basis = basis;
    run.restOn({
      entityRefs: live.diagnosis?.entityRefs,
      // the words of any of them may get into the answer
      audiences: documents?.retrieval.chunks.flatMap(({ audience }) =>
        audience ? [audience] : [],
      ),
    });
    return grounds;
  }

  async *#word(
    run: AnswerRun,
    { scope, words }: { scope: Scope; words: ReturnType<ModelStage> },
  ): AsyncGenerator<AnswerEventBody, void> {
    const startedAt = Date.now();
    let ended = false;
    try {
      const answer = yield* words;
      run.restOn({ entityRefs: answer?.entityRefs });
      if (answer) {
        run.model = answer;
        this.#options.telemetry.model(run.options.trace, {
          ...answer,
          startedAt,
        });
      }
      ended = true;
    } finally {
      if (!ended) {
        // a model that was interrupted may have used anything that it could have been given
        run.restOn({ entityRefs: surroundingsOf(scope) });
      }
    }
  }

  #stage<T>(
    run: AnswerRun,
    name: keyof typeof DEADLINES_MS,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const deadline = {
      name,
      milliseconds: DEADLINES_MS[name],
      signal: run.signal,
    };
    return this.#options.telemetry.stage(run.options.trace, name, () =>
      withDeadline(deadline, work),
    );
  }
}

function surroundingsOf({ entities }: Scope): string[] {
  return entities.flatMap(({ entityRef, neighbourhood }) => [
    entityRef,
    ...neighbourhood,
  ]);
}
