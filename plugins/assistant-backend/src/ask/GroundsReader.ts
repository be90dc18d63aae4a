import { type LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  AnswerBasis,
  AnswerEventBody,
  Finding,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  DocumentBase,
  DocumentReader,
  Embedder,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { BaseNotReadyError } from './BaseNotReadyError';
import { describeFailure } from './describeFailure';
import type { DiagnoseStage, DisclosedDiagnosis } from './diagnosis';
import type { LiveState, RetrieveStage } from './ports';
import {
  concernsLiveState,
  isAboutTrouble,
  isLive,
  needsDocuments,
} from './questionNeeds';
import { readRunbookOfAlert } from './readRunbookOfAlert';
import { searchForCause } from './searchForCause';
import type { Retrieval, Scope } from './stages';

/** How sure it must be that a page is for a cause: more than that it answers a question. */
const MIN_CAUSE_SCORE = 0.6;

/** What an answer is composed from. */
export interface Grounds {
  live: LiveState;
  /** Absent where no page is searched for, or none could be. */
  documents?: { reader: DocumentReader; retrieval: Retrieval };
  basis: AnswerBasis;
  /** Parts that failed while the answer goes on without them. */
  problems: AnswerEventBody[];
}

export type StageName = 'open' | 'retrieve' | 'diagnose';

/** Runs a stage with its deadline and measures it. */
export type RunStage = <T>(
  name: StageName,
  work: (signal: AbortSignal) => Promise<T>,
) => Promise<T>;

export interface GroundsReaderOptions {
  documents: DocumentBase;
  embedder: Embedder;
  retriever: RetrieveStage;
  /** Absent: nothing is known of the live state. */
  diagnose?: DiagnoseStage;
  logger: LoggerService;
}

/**
 * Reads both bases for one question: the diagnosis and the pages at the same time, then, for what is
 * wrong, the pages of that cause.
 *
 * A diagnosis that fails or is late is left out with a word about it. Pages that cannot be read end
 * the answer only if there is no diagnosis.
 */
export class GroundsReader {
  readonly #options: GroundsReaderOptions;

  constructor(options: GroundsReaderOptions) {
    this.#options = options;
  }

  async read(
    scope: Scope,
    options: { stage: RunStage; signal: AbortSignal },
  ): Promise<Grounds> {
    if (!needsDocuments(scope)) {
      return { live: {}, basis: {}, problems: [] };
    }
    const { stage, signal } = options;
    const [live, found] = await Promise.all([
      this.#diagnose(scope, options),
      this.#find(scope, stage).then(
        documents => ({ documents }),
        (error: unknown) => ({ error }),
      ),
    ]);
    signal.throwIfAborted();
    const { diagnosis } = live;
    const telemetry = diagnosis && {
      telemetry: {
        version: diagnosis.telemetry.version,
        at: diagnosis.telemetry.at.toISOString(),
      },
    };
    if ('error' in found) {
      return {
        live,
        basis: { ...telemetry },
        problems: [this.#goOnWithout(found.error, scope, diagnosis)],
      };
    }
    const { reader, retrieval } = found.documents;
    return {
      live,
      basis: { ...retrieval.basis, ...telemetry },
      documents: {
        reader,
        retrieval: await this.#findCause({
          scope,
          reader,
          retrieval,
          diagnosis,
          stage,
        }),
      },
      problems: [],
    };
  }

  async #diagnose(
    scope: Scope,
    { stage, signal }: { stage: RunStage; signal: AbortSignal },
  ): Promise<LiveState> {
    const { diagnose, logger } = this.#options;
    if (!diagnose || !concernsLiveState(scope)) {
      return {};
    }
    try {
      return {
        diagnosis: await stage('diagnose', stageSignal =>
          diagnose.diagnose({ scope, signal: stageSignal }),
        ),
      };
    } catch (error) {
      signal.throwIfAborted();
      logger.warn(
        `An answer goes on without diagnosis: ${stringifyError(error)}`,
      );
      return { failed: true };
    }
  }

  /** Reads one generation, from the first statement to the last. */
  async #find(scope: Scope, stage: RunStage) {
    const { documents, retriever, embedder } = this.#options;
    const reader = await stage('open', signal => documents.open({ signal }));
    if (!reader) {
      throw new BaseNotReadyError();
    }
    const retrieval = await stage('retrieve', signal =>
      retriever.retrieve({ scope, reader, embedder, signal }),
    );
    return { reader, retrieval };
  }

  /** The pages for the cause that was found; those for the question where nothing was. */
  async #findCause(options: {
    scope: Scope;
    reader: DocumentReader;
    retrieval: Retrieval;
    diagnosis: DisclosedDiagnosis | undefined;
    stage: RunStage;
  }): Promise<Retrieval> {
    const { scope, reader, retrieval, diagnosis, stage } = options;
    const { retriever, embedder, logger } = this.#options;
    const findings = isAboutTrouble(scope) ? alarmsOf(diagnosis) : [];
    const [finding] = findings;
    if (!finding) {
      return retrieval;
    }
    try {
      return await stage('retrieve', async signal => {
        const ofCause = await retriever.retrieve({
          scope: searchForCause(scope, finding),
          reader,
          embedder,
          signal,
        });
        const runbook = await readRunbookOfAlert({
          findings,
          reader,
          filter: scope.asker.filter,
          signal,
        });
        return runbook
          ? withRunbook(ofCause, runbook)
          : { ...ofCause, answered: isSure(ofCause) };
      });
    } catch (error) {
      logger.warn(`No pages for a cause: ${stringifyError(error)}`);
      // pages for the question may be for another cause: no steps are better than wrong ones
      return { ...retrieval, answered: false };
    }
  }

  #goOnWithout(
    error: unknown,
    scope: Scope,
    diagnosis: DisclosedDiagnosis | undefined,
  ): AnswerEventBody {
    if (!diagnosis || !isLive(scope)) {
      throw error;
    }
    this.#options.logger.warn(
      `An answer goes on without documents: ${stringifyError(error)}`,
    );
    return { ...describeFailure(error, scope.language), fatal: false };
  }
}

/** Steps that were written for another cause do harm. */
function isSure({ answered, chunks }: Retrieval): boolean {
  return answered && chunks.length > 0 && chunks[0].score >= MIN_CAUSE_SCORE;
}

function withRunbook(
  retrieval: Retrieval,
  document: Retrieval['bestDocument'],
): Retrieval {
  const [first] = document;
  const score = Math.max(1, ...retrieval.chunks.map(chunk => chunk.score));
  return {
    ...retrieval,
    answered: true,
    ofAlert: true,
    bestDocument: document,
    chunks: [
      { ...first, score },
      ...retrieval.chunks.filter(
        ({ documentId }) => documentId !== first.documentId,
      ),
    ],
  };
}

/** Active, not muted, above `info`: what the answer will name first. */
function alarmsOf(diagnosis: DisclosedDiagnosis | undefined): Finding[] {
  const alarms = (diagnosis?.findings ?? []).filter(
    ({ state, severity }) =>
      (state === 'active' || state === 'acknowledged') && severity !== 'info',
  );
  return [
    ...alarms.filter(({ chronic }) => !chronic),
    ...alarms.filter(({ chronic }) => chronic),
  ];
}
