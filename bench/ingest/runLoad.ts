import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  TelemetryBase,
  TelemetryBatch,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { PageProcessor } from '../../plugins/assistant-ingest/src/telemetry';
import { TelemetryLoop } from '../../plugins/assistant-ingest/src/telemetry/TelemetryLoop';
import { LogTopic, type LineRate, MadeScrapes } from './madeSources';

const { signal } = new AbortController();
/** As configured by default. */
const MAX_RECORDS = 2_000;
/** Of so many lines one is timed. */
const SAMPLED = 10;

export interface LoadOptions {
  base: TelemetryBase;
  pipeline: PageProcessor;
  logger: LoggerService;
  rate: LineRate;
  series: number;
  seconds: number;
  /** Longest wait at the end for what was left out. */
  drainSeconds: number;
}

export interface LoadResult {
  /** Lines and values that came. */
  lines: number;
  points: number;
  rows: number;
  pages: number;
  /** Seconds after the end until everything was read. */
  drained: number;
  /** A line that is citable: when it came, and how much later it was, in milliseconds. */
  citable: Array<{ at: number; ms: number }>;
  scrapeToCitable: number[];
  commits: number[];
  snapshots: number[];
  gaps: number;
}

/** Reads made sources in real time as the backend does, while one reader judges a service every second. */
export async function runLoad(options: LoadOptions): Promise<LoadResult> {
  const { base, pipeline, logger, rate, series, seconds } = options;
  const start = Date.now();
  const topic = new LogTopic({ rate, start, seconds });
  const scrapes = new MadeScrapes({ series, start, seconds });
  const result: LoadResult = {
    lines: 0,
    points: 0,
    rows: 0,
    pages: 0,
    drained: 0,
    citable: [],
    scrapeToCitable: [],
    commits: [],
    snapshots: [],
    gaps: 0,
  };
  const watched = watch(base, { topic, scrapes, start, result });
  const loops = [topic, scrapes].map(
    source =>
      new TelemetryLoop({
        source,
        base: watched,
        pipeline,
        holder: 'bench',
        logger,
        maxRecords: MAX_RECORDS,
        now: Date.now,
      }),
  );
  loops.forEach(loop => loop.start());
  await readSnapshots(base, result, start + seconds * 1000);
  result.drained = await drain(base, topic, options.drainSeconds);
  await Promise.all(loops.map(loop => loop.stop()));
  result.lines = topic.available(Number.MAX_SAFE_INTEGER);
  result.points = scrapes.scrapes * series;
  return result;
}

/** Times each commit against the arrival of what it holds. */
function watch(
  base: TelemetryBase,
  {
    topic,
    scrapes,
    start,
    result,
  }: {
    topic: LogTopic;
    scrapes: MadeScrapes;
    start: number;
    result: LoadResult;
  },
): TelemetryBase {
  const commit: TelemetryBase['commit'] = async (
    batch: TelemetryBatch,
    commitOptions,
  ) => {
    const begin = performance.now();
    const done = await base.commit(batch, commitOptions);
    result.commits.push(performance.now() - begin);
    const now = Date.now();
    result.pages += 1;
    result.rows += batch.windows.length + batch.points.length;
    result.gaps += batch.gap && !batch.gap.filled ? 1 : 0;
    if (batch.source === scrapes.id) {
      result.scrapeToCitable.push(now - scrapes.scrapedAt);
    } else {
      const { from, to } = topic.page;
      for (let no = from; no < to; no += SAMPLED) {
        const at = topic.arrival(no);
        result.citable.push({ at: at - start, ms: now - at });
      }
    }
    return done;
  };
  return new Proxy(base, {
    get: (target, name) =>
      name === 'commit' ? commit : Reflect.get(target, name),
  });
}

async function readSnapshots(
  base: TelemetryBase,
  result: LoadResult,
  end: number,
) {
  let mapped = 0;
  for (let i = 0; Date.now() < end; i++) {
    await sleep(1_000);
    mapped = await mapNew(base, mapped);
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
  }
}

async function mapNew(base: TelemetryBase, mapped: number): Promise<number> {
  const workloads = await base.listWorkloads({ limit: 5_000 });
  if (workloads.length > mapped) {
    await base.writeMappings(
      workloads.map(({ key, name }) => ({
        workloadKey: key,
        entityRef: `component:default/${name}`,
        rule: 'label',
        certainty: 1,
      })),
    );
  }
  return workloads.length;
}

/** Waits until the last line is read and nothing is left out; gives the seconds that it took. */
async function drain(base: TelemetryBase, topic: LogTopic, longest: number) {
  const begin = Date.now();
  const last = String(topic.available(Number.MAX_SAFE_INTEGER));
  while ((await base.readOffset(topic.id, '0')) !== last) {
    if (Date.now() - begin > longest * 1000) {
      throw new Error(`Not everything was read ${longest} s after the end`);
    }
    await sleep(250);
  }
  return (Date.now() - begin) / 1000;
}

const sleep = (ms: number) =>
  new Promise(resolve => setTimeout(resolve, Math.max(0, ms)));
