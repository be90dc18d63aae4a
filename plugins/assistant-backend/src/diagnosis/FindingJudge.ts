import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  type Analyzer,
  createSnapshot,
  diagnose,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { TelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node';
import { withHolders } from './holders/withHolders';
import type { FindingStore } from './ports';
import type { OpenedSnapshot, SnapshotReader } from './SnapshotReader';

const HOUR = 3_600_000;
/** How much is judged: what is normal is learned from the history. */
export const JUDGED = { windowMs: HOUR, historyMs: 8 * HOUR } as const;
const LEASE = { source: 'judge', durationMs: 30_000 } as const;
const INTERVAL_MS = 5_000;
/** Without anything new findings grow old all the same: what is over must end. */
const IDLE_MS = 60_000;
/** A judgement that takes long is followed by a rest of this many times as long. */
const REST = 4;
const TIMEOUT_MS = 120_000;
/** Different failures of analyzers that are told; the rest is the same again. */
const MAX_TOLD = 200;

export interface FindingJudgeOptions {
  telemetry: TelemetryBase;
  snapshots: Pick<SnapshotReader, 'open'>;
  findings: Pick<FindingStore, 'judge' | 'rejudge'>;
  analyzers: readonly Analyzer[];
  logger: LoggerService;
  /** This replica. */
  holder: string;
  now: () => number;
}

/** What was judged last by this replica. */
export interface Judgement {
  version: number;
  at: number;
  /** Entities that have a workload at all. */
  entityRefs: ReadonlySet<string>;
}

/**
 * Judges everything that runs, again and again, and keeps the findings.
 *
 * One replica judges at a time. The engine runs on the main thread: it takes some 50 ms for the demo
 * and is held to 150 ms for 2,000 pods. A base that cannot be read costs nothing but freshness.
 */
export class FindingJudge {
  readonly #options: FindingJudgeOptions;
  readonly #told = new Set<string>();
  #ending = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #queue: Promise<unknown> = Promise.resolve();
  #last: Judgement | undefined;

  constructor(options: FindingJudgeOptions) {
    this.#options = options;
  }

  get last(): Judgement | undefined {
    return this.#last;
  }

  start(): void {
    this.#ending = new AbortController();
    this.#schedule(0);
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    clearTimeout(this.#timer);
    await this.#running;
    const { telemetry, holder } = this.#options;
    await telemetry
      .releaseLease({ source: LEASE.source, holder })
      .catch(() => undefined);
  }

  /** Judges if this replica may and something is new; says whether it did. */
  async judgeIfNeeded(): Promise<boolean> {
    const { telemetry, snapshots, holder, now } = this.#options;
    const lease = await telemetry.acquireLease({
      ...LEASE,
      holder,
      now: now(),
    });
    if (!lease) {
      return false;
    }
    return this.#oneByOne(async () => {
      const signal = this.#signal();
      const opened = await snapshots.open({ signal });
      const last = this.#last;
      if (
        last?.version === opened.version &&
        now() - last.at < IDLE_MS &&
        now() >= last.at
      ) {
        return false;
      }
      // nothing was ever read: there is nothing to judge, and nothing is over
      if (opened.version === 0) {
        return false;
      }
      const judged = await this.#judge(opened, signal);
      await this.#options.findings.judge({ ...judged, scope: 'all' });
      return true;
    });
  }

  /** After versions were hidden, came back, or rows were deleted: as if it had always been so. */
  async rejudge(): Promise<void> {
    const { telemetry, snapshots, findings, now } = this.#options;
    await this.#oneByOne(async () => {
      const signal = this.#signal();
      const opened = await snapshots.open({ signal });
      const judged = await this.#judge(opened, signal);
      const { hidden } = await telemetry.status({ now: now() });
      await findings.rejudge({ ...judged, hidden });
    });
  }

  async #judge(opened: OpenedSnapshot, signal: AbortSignal) {
    const { analyzers, now } = this.#options;
    const { version } = opened;
    const at = now();
    const input = await opened.read({
      entityRefs: 'all',
      at,
      window: { from: at - JUDGED.windowMs, to: at },
      historyMs: JUDGED.historyMs,
      signal,
    });
    const { findings, failures } = diagnose(input, { analyzers });
    failures.forEach(({ analyzer, message }) =>
      this.#tell(`The analyzer ${analyzer} failed: ${message}`),
    );
    this.#last = {
      version,
      at,
      entityRefs: new Set([...input.entities.values()].flat()),
    };
    return {
      version,
      at,
      findings: withHolders(findings, createSnapshot(input)),
    };
  }

  #schedule(delay: number) {
    this.#timer = setTimeout(() => {
      this.#running = this.#tick();
    }, delay);
    this.#timer.unref();
  }

  async #tick() {
    const startedAt = performance.now();
    try {
      await this.judgeIfNeeded();
    } catch (error) {
      if (!this.#ending.signal.aborted) {
        this.#tell(`Findings could not be renewed: ${stringifyError(error)}`);
      }
    }
    if (!this.#ending.signal.aborted) {
      const took = performance.now() - startedAt;
      this.#schedule(Math.min(Math.max(INTERVAL_MS, REST * took), IDLE_MS));
    }
  }

  async #oneByOne<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #signal(): AbortSignal {
    return AbortSignal.any([
      this.#ending.signal,
      AbortSignal.timeout(TIMEOUT_MS),
    ]);
  }

  /** The same failure comes back every few seconds; once is enough. */
  #tell(message: string) {
    if (this.#told.size < MAX_TOLD && !this.#told.has(message)) {
      this.#told.add(message);
      this.#options.logger.warn(message);
    }
  }
}
