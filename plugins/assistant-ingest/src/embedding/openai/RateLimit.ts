import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Lets so many calls through per minute, evenly: a burst at the start of each minute is what most
 * servers refuse.
 */
export class RateLimit {
  readonly #intervalMs: number;
  #nextAt = 0;

  constructor(requestsPerMinute: number) {
    this.#intervalMs = 60_000 / requestsPerMinute;
  }

  /** Waits for a turn. A question does not wait behind passages: it takes its turn at once, and they wait longer. */
  async take(options: { urgent: boolean; signal: AbortSignal }): Promise<void> {
    const now = performance.now();
    if (options.urgent) {
      this.#nextAt = Math.max(this.#nextAt, now) + this.#intervalMs;
      return;
    }
    const at = Math.max(this.#nextAt, now);
    this.#nextAt = at + this.#intervalMs;
    if (at > now) {
      await sleep(at - now, undefined, { signal: options.signal });
    }
  }
}
