import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type {
  BuildProgress,
  Generation,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  DocumentBase,
  DocumentBaseBuilder,
  DocumentSource,
  Embedder,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { BuildId } from './BuildId';
import { buildGeneration } from './buildGeneration';
import { BuildReport } from './BuildReport';
import type { GateConfig } from './checkGate';

export interface GenerationBuilderOptions {
  sources: readonly DocumentSource[];
  embedder: Embedder;
  documents: DocumentBase;
  gate: GateConfig;
  keep: number;
  /** Longest build. */
  timeoutMs: number;
  nextBuildAt(): Date | undefined;
  logger: LoggerService;
  now?(): Date;
}

interface Build {
  report: BuildReport;
  controller: AbortController;
  ended: Promise<void>;
}

/** Finished builds that are remembered in full; older ones are told from the generations. */
const REMEMBERED = 20;

/**
 * Runs one build at a time in this process.
 *
 * Two processes that build at once do no harm: each writes its own generation, and the switch is a
 * compare-and-set that one of them loses.
 */
export class GenerationBuilder implements DocumentBaseBuilder {
  readonly #options: GenerationBuilderOptions;
  readonly #now: () => Date;
  readonly #builds = new Map<string, Build>();
  #running: Build | undefined;
  #last: BuildProgress | undefined;
  #stopped = false;

  constructor(options: GenerationBuilderOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  async start({ trigger }: { trigger: string }): Promise<BuildProgress> {
    this.#running ??= this.#run(trigger);
    return this.#running.report.progress;
  }

  current(): BuildProgress | undefined {
    return this.#running?.report.progress ?? this.#last;
  }

  async get(buildId: string): Promise<BuildProgress | undefined> {
    const build = this.#builds.get(buildId);
    if (build) {
      return build.report.progress;
    }
    const startedAt = BuildId.parse(buildId);
    if (!startedAt) {
      return undefined;
    }
    // a build of another process, or before a restart: its generation tells how it went
    const { generations } = await this.#options.documents.status();
    const until = startedAt.getTime() + this.#options.timeoutMs;
    const own = generations
      .filter(({ builtAt }) => {
        const at = Date.parse(builtAt);
        return at >= startedAt.getTime() && at <= until;
      })
      .sort((a, b) => a.generation - b.generation)
      .at(0);
    return own && toProgress(own, { buildId, startedAt });
  }

  async cancel(buildId: string): Promise<BuildProgress | undefined> {
    const build = this.#builds.get(buildId);
    if (!build) {
      return this.get(buildId);
    }
    build.controller.abort(new Error('The build was cancelled'));
    await build.ended;
    return build.report.progress;
  }

  async nextBuildAt(): Promise<Date | undefined> {
    return this.#options.nextBuildAt();
  }

  /** Waits for the running build; `signal` cancels it. */
  async runToEnd(options: {
    trigger: string;
    signal: AbortSignal;
  }): Promise<BuildProgress> {
    const { buildId } = await this.start(options);
    const build = this.#builds.get(buildId)!;
    const onAbort = () => build.controller.abort(options.signal.reason);
    options.signal.addEventListener('abort', onAbort, { once: true });
    if (options.signal.aborted) {
      onAbort();
    }
    await build.ended;
    options.signal.removeEventListener('abort', onAbort);
    return build.report.progress;
  }

  /** Cancels what runs and refuses new builds. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#running?.controller.abort(new Error('The backend stops'));
    await this.#running?.ended;
  }

  #run(trigger: string): Build {
    const report = new BuildReport({
      buildId: BuildId.create(this.#now()),
      trigger,
      now: this.#now,
    });
    const controller = new AbortController();
    if (this.#stopped) {
      controller.abort(new Error('The backend stops'));
    }
    const build: Build = { report, controller, ended: Promise.resolve() };
    this.#builds.set(report.progress.buildId, build);
    for (const id of [...this.#builds.keys()].slice(0, -REMEMBERED)) {
      this.#builds.delete(id);
    }
    build.ended = this.#work(build, trigger).finally(() => {
      this.#last = report.progress;
      this.#running = undefined;
    });
    return build;
  }

  /** Never rejects: how it went stands in the report. */
  async #work({ report, controller }: Build, trigger: string): Promise<void> {
    const { timeoutMs, logger } = this.#options;
    const { buildId } = report.progress;
    const log = logger.child({ buildId, trigger });
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([controller.signal, deadline]);
    log.info('Building the document base');
    try {
      const outcome = await buildGeneration({
        ...this.#options,
        trigger,
        report,
        logger: log,
        signal,
      });
      report.end(outcome);
    } catch (error) {
      if (controller.signal.aborted) {
        report.end('cancelled');
      } else if (deadline.aborted) {
        report.end(
          'failed',
          `The build took longer than ${Math.round(
            timeoutMs / 1000,
          )} s; raise assistant.documents.schedule.timeout`,
        );
      } else {
        report.end(
          'failed',
          error instanceof Error ? error.message : String(error),
        );
        log.warn('The document base could not be built', {
          error: stringifyError(error),
        });
      }
    }
    const { state, generation, done, problems } = report.progress;
    log.info(`The build of the document base ended: ${state}`, {
      ...(generation !== undefined && { generation }),
      done,
      problems: problems.length,
    });
  }

  /** What the base knows of the last build, so that `current` has an answer after a restart. */
  async recall(): Promise<void> {
    const { generations } = await this.#options.documents.status();
    const newest = generations.at(0);
    if (newest && !this.#last) {
      const startedAt = new Date(newest.builtAt);
      this.#last = toProgress(newest, {
        buildId: BuildId.create(startedAt),
        startedAt,
      });
    }
  }
}

function toProgress(
  generation: Generation,
  { buildId, startedAt }: { buildId: string; startedAt: Date },
): BuildProgress {
  const { state, documents, builtAt, failure, trigger } = generation;
  const states = { building: 'running', failed: 'failed' } as const;
  const isEnded = state !== 'building';
  return {
    buildId,
    state:
      state === 'building' || state === 'failed' ? states[state] : 'complete',
    phase: isEnded && state !== 'failed' ? 'done' : 'reading',
    done: documents,
    total: documents,
    generation: generation.generation,
    startedAt: startedAt.toISOString(),
    ...(isEnded && { finishedAt: builtAt }),
    trigger,
    problems: [],
    ...(failure !== undefined && { failure }),
  };
}
