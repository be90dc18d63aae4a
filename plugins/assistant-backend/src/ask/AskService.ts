import { stringifyError } from '@backstage/errors';
import type {
  AnswerEvent,
  AnswerEventBody,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  DocumentBase,
  DocumentReader,
  Embedder,
} from '@smart-assistant/backstage-plugin-assistant-node';
import {
  AnswerLifecycle,
  type AnswerLifecycleOptions,
  type AskOptions,
} from './AnswerLifecycle';
import type { AnswerRun } from './AnswerRun';
import type { AnswerOutcome } from './AskTelemetry';
import { BaseNotReadyError } from './BaseNotReadyError';
import { describeFailure } from './describeFailure';
import { scopeOf, startOf } from './openingEvents';
import type {
  ComposeStage,
  ModelStage,
  RetrieveStage,
  ScopeStage,
  SourceStage,
} from './ports';
import type { Retrieval, Scope } from './stages';
import { withDeadline } from './withDeadline';

/** Bounds of the stages. A model has its own, from its configuration. */
const DEADLINES_MS = { scope: 10_000, open: 5_000, retrieve: 10_000 };

/** Earlier answers of the conversation that a follow-up is read with. */
const HISTORY = 5;

/** @internal */
export interface AskServiceOptions extends AnswerLifecycleOptions {
  scope: ScopeStage;
  documents: DocumentBase;
  embedder: Embedder;
  retriever: RetrieveStage;
  sources: SourceStage;
  compose: ComposeStage;
  /** Absent: evidence mode only. */
  model?: ModelStage;
}

/**
 * The ask path: scope, retrieve, generate, cite, stream.
 *
 * What fails before the first event is thrown; from then on an answer always ends with
 * `answer-end`, stored as well as sent. When the client leaves, the work stops and the answer is
 * kept as stopped.
 */
export class AskService {
  readonly #options: AskServiceOptions;
  readonly #lifecycle: AnswerLifecycle;

  constructor(options: AskServiceOptions) {
    this.#options = options;
    this.#lifecycle = new AnswerLifecycle(options);
  }

  async *ask(options: AskOptions): AsyncGenerator<AnswerEvent, void> {
    const run = await this.#lifecycle.begin(options);
    let outcome: AnswerOutcome = 'stopped';
    try {
      for await (const body of this.#answer(run)) {
        yield run.add(body);
      }
      outcome = 'complete';
      yield await this.#lifecycle.finish(run, outcome);
    } catch (error) {
      outcome = run.signal.aborted ? 'stopped' : 'failed';
      if (outcome === 'failed') {
        this.#options.logger.warn(
          `Answer ${run.id} failed: ${stringifyError(error)}`,
        );
        if (!run.started) {
          yield run.add(startOf(run));
        }
        yield run.add(describeFailure(error, run.language));
      }
      yield await this.#lifecycle.finish(run, outcome);
    } finally {
      await this.#lifecycle.close(run, {
        outcome,
        clientGone: options.signal.aborted,
      });
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

  /** The stages in order. */
  async *#answer(run: AnswerRun): AsyncGenerator<AnswerEventBody, void> {
    const { compose, sources, model, telemetry } = this.#options;
    const scope = await this.#resolveScope(run);
    telemetry.firstEvent(run.options.trace);
    yield startOf(run);
    yield scopeOf(scope);
    const found = needsDocuments(scope)
      ? await this.#find(run, scope)
      : undefined;
    if (found) {
      yield { type: 'sources-available', sources: sources(found.retrieval) };
    }
    const evidence = compose(scope, found?.retrieval);
    run.restOn({ entityRefs: evidence.entityRefs });
    run.addText(evidence.text);
    yield* evidence.events;
    if (model && found?.retrieval.answered) {
      yield* this.#word(
        run,
        model({ ...found, scope, evidence, signal: run.signal }),
      );
    }
  }

  async #resolveScope(run: AnswerRun): Promise<Scope> {
    const { answers, scope: stage } = this.#options;
    const { asker, conversationId, request, credentials, now } = run.options;
    const scope = await this.#stage(run, 'scope', async signal => {
      // a new conversation has no history; one that goes on is read with the rights of now
      const history = request.conversationId
        ? await answers.history({
            conversationId,
            ownerRef: asker.userRef,
            filter: asker.filter,
            limit: HISTORY,
          })
        : [];
      return stage.resolve({ request, credentials, now, history, signal });
    });
    run.language = scope.language;
    run.restOn({ asked: scope.entities.map(entity => entity.entityRef) });
    return scope;
  }

  /** Reads one generation, from the first statement to the last. */
  async #find(
    run: AnswerRun,
    scope: Scope,
  ): Promise<{ reader: DocumentReader; retrieval: Retrieval }> {
    const { documents, retriever, embedder } = this.#options;
    const reader = await this.#stage(run, 'open', signal =>
      documents.open({ signal }),
    );
    if (!reader) {
      throw new BaseNotReadyError();
    }
    const retrieval = await this.#stage(run, 'retrieve', signal =>
      retriever.retrieve({ scope, reader, embedder, signal }),
    );
    run.basis = retrieval.basis;
    // the words of any of them may get into the answer
    run.restOn({
      audiences: retrieval.chunks.flatMap(({ audience }) =>
        audience ? [audience] : [],
      ),
    });
    return { reader, retrieval };
  }

  async *#word(
    run: AnswerRun,
    words: ReturnType<ModelStage>,
  ): AsyncGenerator<AnswerEventBody, void> {
    const startedAt = Date.now();
    const answer = yield* words;
    run.model = answer;
    run.addText(answer.text);
    this.#options.telemetry.model(run.options.trace, { ...answer, startedAt });
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

function needsDocuments({ questionClass }: Scope): boolean {
  return questionClass !== 'small-talk' && questionClass !== 'out-of-scope';
}
