import type {
  TelemetryPage,
  TelemetrySource,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { logMessage, metricMessages } from './madeMessages';

const SCRAPE_MS = 15_000;

/** How many lines come: so many each second, and a multiple of it during a storm. */
export interface LineRate {
  perSecond: number;
  storm?: { fromMs: number; toMs: number; times: number };
}

/** Lines that came by a time since the start. */
export function linesBy({ perSecond, storm }: LineRate, ms: number): number {
  const within = storm
    ? Math.max(0, Math.min(ms, storm.toMs) - storm.fromMs)
    : 0;
  const more = storm ? within * (storm.times - 1) : 0;
  return Math.floor(((Math.max(0, ms) + more) / 1000) * perSecond);
}

/** Time since the start at which a line came. */
export function arrivalOf({ perSecond, storm }: LineRate, no: number): number {
  const ms = (no / perSecond) * 1000;
  if (!storm || ms <= storm.fromMs) {
    return ms;
  }
  const inStorm = storm.fromMs + (ms - storm.fromMs) / storm.times;
  return inStorm <= storm.toMs
    ? inStorm
    : ms - (storm.toMs - storm.fromMs) * (storm.times - 1);
}

/** A topic of log lines as a shipper writes it: each line has a number, which is its offset. */
export class LogTopic implements TelemetrySource {
  readonly id = 'logs/prod';
  readonly system = 'kubernetes';
  readonly instance = 'prod';
  readonly intervalMs = 500;
  /** Lines of the page that was read last. */
  page = { from: 0, to: 0 };
  readonly #rate: LineRate;
  readonly #start: number;
  readonly #endMs: number;

  constructor(options: { rate: LineRate; start: number; seconds: number }) {
    this.#rate = options.rate;
    this.#start = options.start;
    this.#endMs = options.seconds * 1000;
  }

  async shards() {
    return ['0'];
  }

  /** Lines that came by a time. */
  available(now: number): number {
    return linesBy(this.#rate, Math.min(now - this.#start, this.#endMs));
  }

  arrival(no: number): number {
    return this.#start + arrivalOf(this.#rate, no);
  }

  async read(options: {
    offset?: string;
    until?: string;
    maxRecords: number;
    now: number;
  }): Promise<TelemetryPage> {
    const { offset, until, maxRecords, now } = options;
    const end = until === undefined ? this.available(now) : Number(until);
    const from = Number(offset ?? 0);
    const to = Math.max(from, Math.min(from + maxRecords, end));
    this.page = { from, to };
    return {
      records: [],
      deadLetters: [],
      messages: Array.from({ length: to - from }, (_, i) =>
        logMessage(from + i, Math.round(this.arrival(from + i))),
      ),
      next: String(to),
      more: to < end,
    };
  }

  async head({ now }: { now: number }) {
    return String(this.available(now));
  }
}

/** A server that answers with one value of each series every 15 seconds. */
export class MadeScrapes implements TelemetrySource {
  readonly id = 'prometheus/prod';
  readonly system = 'prometheus';
  readonly instance = 'prod';
  readonly intervalMs = 500;
  scrapedAt = 0;
  scrapes = 0;
  readonly #series: number;
  readonly #start: number;
  readonly #endMs: number;

  constructor(options: { series: number; start: number; seconds: number }) {
    this.#series = options.series;
    this.#start = options.start;
    this.#endMs = options.seconds * 1000;
  }

  async shards() {
    return ['0'];
  }

  async read(options: {
    offset?: string;
    now: number;
  }): Promise<TelemetryPage> {
    const no = Number(options.offset ?? 0);
    const at = this.#start + no * SCRAPE_MS;
    const due = at <= options.now && at - this.#start < this.#endMs;
    if (due) {
      this.scrapedAt = at;
      this.scrapes = no + 1;
    }
    return {
      records: [],
      deadLetters: [],
      messages: due ? metricMessages(this.#series, at) : [],
      next: String(due ? no + 1 : no),
      more: false,
    };
  }
}
