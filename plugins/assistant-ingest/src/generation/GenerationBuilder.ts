import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { BuildProgress } from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  DocumentBase,
  DocumentBaseBuilder,
  DocumentSource,
  Embedder,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { BuildId } from './BuildId';
import { BuildHeartbeat } from './BuildHeartbeat';
import { buildGeneration } from './buildGeneration';
import { BuildReport } from './BuildReport';
import type { GateConfig } from './checkGate';
import { waitForBuild } from './waitForBuild';

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
  /** How often other replicas are told of the build, and it hears of them. */
  heartbeatMs?: number;
}

interface Build {
  report: BuildReport;
  controller: AbortController;
  ended: Promise<void>;
}

const HEARTBEAT_MS = 2_000;
/** A replica hears of a wish to cancel with its next heartbeat, and stops within a second. */
const CANCEL_WAIT_MS = 10_000;

/**
 * Runs one build at a time, among all replicas: whoever begins takes the lease in the database, and
 * everybody else gets the build that has it.
 */
export class GenerationBuilder implements DocumentBaseBuilder {
  readonly #options: GenerationBuilderOptions;
  readonly #now: () => Date;
  readonly #heartbeatMs: number;
  #running: Build | undefined;
  #starting: Promise<BuildProgress> | undefined;
  #stopped = false;

  constructor(options: GenerationBuilderOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
    this.#heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS;
  }

  async start({ trigger }: { trigger: string }): Promise<BuildProgress> {
    if (this.#running) {
      return this.#running.report.progress;
    }
    this.#starting ??= this.#claim(trigger).finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async current(): Promise<BuildProgress | undefined> {
    return (
      this.#running?.report.progress ??
      (await this.#options.documents.readLastBuild())
    );
  }

  async get(buildId: string): Promise<BuildProgress | undefined> {
    const own = this.#running?.report.progress;
    return own?.buildId === buildId
      ? own
      : this.#options.documents.readBuild(buildId);
  }

  async cancel(buildId: string): Promise<BuildProgress | undefined> {
    const running = this.#running;
    if (running?.report.progress.buildId === buildId) {
      running.controller.abort(new Error('The build was cancelled'));
      await running.ended;
      return running.report.progress;
    }
    const { documents } = this.#options;
    await documents.requestBuildCancel(buildId);
    return waitForBuild({
      documents,
      buildId,
      everyMs: this.#heartbeatMs / 4,
      signal: AbortSignal.timeout(CANCEL_WAIT_MS),
    });
  }

  async nextBuildAt(): Promise<Date | undefined> {
    return this.#options.nextBuildAt();
  }

  /** Waits for the running build; `signal` cancels it if it is this process that builds. */
  async runToEnd(options: {
    trigger: string;
    signal: AbortSignal;
  }): Promise<BuildProgress> {
    const { documents } = this.#options;
    const started = await this.start(options);
    const build = this.#running;
    if (build?.report.progress.buildId !== started.buildId) {
      const { buildId } = started;
      const { signal } = options;
      const everyMs = this.#heartbeatMs;
      const ended = waitForBuild({ documents, buildId, everyMs, signal });
      return (await ended) ?? started;
    }
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
    await this.#starting?.catch(() => undefined);
    this.#running?.controller.abort(new Error('The backend stops'));
    await this.#running?.ended;
  }

  async #claim(trigger: string): Promise<BuildProgress> {
    const report = new BuildReport({
      buildId: BuildId.create(this.#now()),
      trigger,
      now: this.#now,
    });
    const other = await this.#options.documents.claimBuild(report.progress);
    if (other) {
      return other;
    }
    this.#run(report, trigger);
    return report.progress;
  }

  #run(report: BuildReport, trigger: string) {
    const controller = new AbortController();
    if (this.#stopped) {
      controller.abort(new Error('The backend stops'));
    }
    const build: Build = { report, controller, ended: Promise.resolve() };
    this.#running = build;
    build.ended = this.#work(build, trigger).finally(() => {
      this.#running = undefined;
    });
  }

  /** Never rejects: how it went stands in the report. */
  async #work({ report, controller }: Build, trigger: string): Promise<void> {
    const { timeoutMs, documents, logger } = this.#options;
    const { buildId } = report.progress;
    const log = logger.child({ buildId, trigger });
    const heartbeat = new BuildHeartbeat({
      documents,
      report,
      everyMs: this.#heartbeatMs,
      logger: log,
    });
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([
      controller.signal,
      deadline,
      heartbeat.lost,
      heartbeat.cancelled,
    ]);
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
      if (controller.signal.aborted || heartbeat.cancelled.aborted) {
        report.end('cancelled');
      } else {
        report.end('failed', this.#describeFailure(error, deadline, heartbeat));
        log.warn('The document base could not be built', {
          error: stringifyError(error),
        });
      }
    }
    await heartbeat.end();
    const { state, generation, done, problems } = report.progress;
    log.info(`The build of the document base ended: ${state}`, {
      ...(generation !== undefined && { generation }),
      done,
      problems: problems.length,
    });
  }

  #describeFailure(
    error: unknown,
    deadline: AbortSignal,
    heartbeat: BuildHeartbeat,
  ): string {
    if (heartbeat.lost.aborted) {
      return 'It gave no sign of life for a minute, and another build may run; start it again';
    }
    if (deadline.aborted) {
      const seconds = Math.round(this.#options.timeoutMs / 1000);
      return `The build took longer than ${seconds} s; raise assistant.documents.schedule.timeout`;
    }
    return error instanceof Error ? error.message : String(error);
  }
}
