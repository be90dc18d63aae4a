import { monitorEventLoopDelay } from 'node:perf_hooks';

/** The histogram's own timer; what it shows of an idle loop is about this. */
const RESOLUTION_MS = 1;
const SAMPLE_MS = 500;

/** What the process takes from its making to `end`: threads count, a database server does not. */
export class Usage {
  readonly #delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  readonly #cpu = process.cpuUsage();
  readonly #timer: NodeJS.Timeout;
  #rss = 0;

  constructor() {
    this.#delay.enable();
    this.#timer = setInterval(() => {
      this.#rss = Math.max(this.#rss, process.memoryUsage.rss());
    }, SAMPLE_MS);
  }

  end() {
    clearInterval(this.#timer);
    this.#delay.disable();
    const { user, system } = process.cpuUsage(this.#cpu);
    const ms = (nanoseconds: number) => Number((nanoseconds / 1e6).toFixed(1));
    return {
      loopDelayP50: ms(this.#delay.percentile(50)),
      loopDelayP99: ms(this.#delay.percentile(99)),
      loopDelayMax: ms(this.#delay.max),
      rssMegabytes: Math.round(this.#rss / 1e6),
      cpuSeconds: Math.round((user + system) / 1e6),
    };
  }
}
