import { performance } from 'node:perf_hooks';
import type {
  TelemetryBase,
  TelemetryBatch,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { MADE_WORKLOADS, logBatch, metricBatch } from './madeBatches';

const SCRAPE_MS = 15_000;
const { signal } = new AbortController();

export interface LoadOptions {
  base: TelemetryBase;
  linesPerSecond: number;
  series: number;
  seconds: number;
  tickMs: number;
}

export interface LoadResult {
  lines: number;
  windows: number;
  points: number;
  /** All in milliseconds. */
  logCommits: number[];
  metricCommits: number[];
  /** From the arrival of a line to the end of the commit that makes it citable. */
  lineToCitable: number[];
  scrapeToCitable: number[];
  snapshots: number[];
}

/** Reads a source as ingest does: under a lease, each batch from where the last one ended. */
class Source {
  readonly #base: TelemetryBase;
  readonly #id: string;
  #epoch = 0;
  #next: string | undefined;

  constructor(base: TelemetryBase, id: string) {
    this.#base = base;
    this.#id = id;
  }

  async open(): Promise<this> {
    const lease = await this.#base.acquireLease({
      source: this.#id,
      holder: 'bench',
      now: Date.now(),
      durationMs: 3_600_000,
    });
    this.#epoch = lease?.epoch ?? 0;
    return this;
  }

  /** Returns how long the commit took. */
  async commit(
    content: Omit<TelemetryBatch, 'offset' | 'shard' | 'source'>,
  ): Promise<number> {
    const next = String(Number(this.#next ?? 0) + 1);
    const begin = performance.now();
    await this.#base.commit(
      {
        ...content,
        source: this.#id,
        shard: '0',
        offset: { expected: this.#next, next, epoch: this.#epoch },
      },
      { now: Date.now(), signal },
    );
    this.#next = next;
    return performance.now() - begin;
  }
}

/** Writes made lines and values in real time, while one reader judges a service every second. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { base, seconds } = options;
  const result: LoadResult = {
    lines: 0,
    windows: 0,
    points: 0,
    logCommits: [],
    metricCommits: [],
    lineToCitable: [],
    scrapeToCitable: [],
    snapshots: [],
  };
  const end = Date.now() + seconds * 1_000;
  await Promise.all([
    writeLines(options, result, end),
    writeMetrics(options, result, end),
    readSnapshots(base, result, end),
  ]);
  return result;
}

async function writeLines(
  { base, linesPerSecond, tickMs }: LoadOptions,
  result: LoadResult,
  end: number,
) {
  const source = await new Source(base, 'logs/prod').open();
  let from = Date.now();
  while (from < end) {
    await sleep(from + tickMs - Date.now());
    const now = Date.now();
    const count = Math.round(((now - from) / 1_000) * linesPerSecond);
    const arrivals = arrivalsBetween(from, now, count);
    from = now;
    const batch = logBatch(arrivals, now);
    result.logCommits.push(await source.commit(batch));
    const done = Date.now();
    result.lines += count;
    result.windows += batch.windows.length;
    result.lineToCitable.push(...arrivals.map(arrived => done - arrived));
  }
}

function arrivalsBetween(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) =>
    Math.floor(from + (i * (to - from)) / count),
  );
}

async function writeMetrics(
  { base, series }: LoadOptions,
  result: LoadResult,
  end: number,
) {
  const source = await new Source(base, 'prometheus/prod').open();
  for (let at = Date.now(); at < end; at += SCRAPE_MS) {
    await sleep(at - Date.now());
    result.metricCommits.push(await source.commit(metricBatch(series, at)));
    result.scrapeToCitable.push(Date.now() - at);
    result.points += series;
  }
}

async function readSnapshots(
  base: TelemetryBase,
  result: LoadResult,
  end: number,
) {
  await sleep(2_000);
  const workloadKeys = MADE_WORKLOADS.map(({ key }) => key);
  await base.writeMappings(
    workloadKeys.map((workloadKey, i) => ({
      workloadKey,
      entityRef: `component:default/service-${i}`,
      rule: 'label',
      certainty: 1,
    })),
  );
  for (let i = 0; Date.now() < end; i++) {
    const at = Date.now();
    const begin = performance.now();
    const reader = await base.open({ signal });
    await reader.readSnapshot({
      entityRefs: [`component:default/service-${i % 10}`],
      at,
      window: { from: at - 1_800_000, to: at },
      historyMs: 3_600_000,
      signal,
    });
    result.snapshots.push(performance.now() - begin);
    await sleep(1_000);
  }
}

const sleep = (ms: number) =>
  new Promise(resolve => setTimeout(resolve, Math.max(0, ms)));
