import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  TelemetryBase,
  TelemetrySource,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { PageProcessor } from './TelemetryPipeline';
import { type TickResult, runTelemetryTick } from './runTelemetryTick';

const LEASE_MS = 10_000;
const MAX_PAUSE_MS = 60_000;
const TICK_TIMEOUT_MS = 60_000;

export interface TelemetryLoopOptions {
  source: TelemetrySource;
  base: TelemetryBase;
  pipeline: PageProcessor;
  holder: string;
  logger: LoggerService;
  maxRecords: number;
  now(): number;
}

/**
 * Reads one source again and again until it is stopped.
 *
 * A source that fails is told in its status and asked again after a pause that doubles, up to a minute:
 * it never ends the loop, nor stops another source.
 */
export class TelemetryLoop {
  readonly #options: TelemetryLoopOptions;
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #failures = 0;

  constructor(options: TelemetryLoopOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
    const { base, source, holder } = this.#options;
    await base.releaseLease({ source: source.id, holder }).catch(() => {});
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const result = await this.#tick();
      await pause(this.#pauseAfter(result), signal);
    }
  }

  async #tick(): Promise<TickResult | undefined> {
    const { source, base, now } = this.#options;
    const signal = AbortSignal.any([
      this.#stopped.signal,
      AbortSignal.timeout(TICK_TIMEOUT_MS),
    ]);
    try {
      const result = await runTelemetryTick({
        ...this.#options,
        leaseMs: LEASE_MS,
        signal,
      });
      if (result.state === 'read') {
        await base.reportSource(
          {
            ...describe(source),
            state: result.more ? 'catching-up' : 'reading',
          },
          { now: now() },
        );
      }
      this.#failures = 0;
      return result;
    } catch (error) {
      if (!this.#stopped.signal.aborted) {
        await this.#tellFailure(toError(error));
      }
      return undefined;
    }
  }

  async #tellFailure(error: Error): Promise<void> {
    const { source, base, logger, now } = this.#options;
    this.#failures += 1;
    // said once, and again when it lasts: not with every tick
    if (this.#failures === 1 || this.#failures % 20 === 0) {
      logger.warn(`Reading ${source.id} failed: ${error.message}`);
    }
    await base
      .reportSource(
        {
          ...describe(source),
          state: 'down',
          error: {
            message: error.message.slice(0, 500),
            remedy: `Check that the source answers and that its settings under assistant.telemetry are right; it is asked again by itself.`,
          },
        },
        { now: now() },
      )
      // the base may be what is down: it says so itself
      .catch(() => {});
  }

  #pauseAfter(result: TickResult | undefined): number {
    const { intervalMs } = this.#options.source;
    if (!result) {
      return Math.min(
        intervalMs * 2 ** Math.min(this.#failures, 10),
        MAX_PAUSE_MS,
      );
    }
    return result.more ? 0 : intervalMs;
  }
}

const describe = ({ id, system, instance }: TelemetrySource) => ({
  source: id,
  system,
  instance,
});

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) {
      done();
    }
  });
}
