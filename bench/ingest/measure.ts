import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { TelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node';
import { AssistantDatabase } from '../../plugins/assistant-backend/src/database';
import { openTemporaryPostgres } from '../ask/openTemporaryPostgres';
import { type LoadResult, runLoad } from './runLoad';

const USAGE = `Usage: ./dev bench ingest [--lines-per-second L] [--series S] [--seconds T] [--tick-ms M] [--engine pglite|postgres]

Made batches at the boundary of the telemetry base, in real time: what a tick would commit. Prints
JSON, and keeps the figures in bench/results/ingest.md. PostgreSQL is that of ASSISTANT_TEST_POSTGRES_URL.`;

const RESULTS = join(__dirname, '../results/ingest.md');
const { signal } = new AbortController();

function readOptions() {
  const { values } = parseArgs({
    options: {
      'lines-per-second': { type: 'string', default: '2000' },
      series: { type: 'string', default: '500' },
      seconds: { type: 'string', default: '60' },
      'tick-ms': { type: 'string', default: '1000' },
      engine: { type: 'string', default: 'pglite' },
      help: { type: 'boolean', default: false },
    },
  });
  const { engine } = values;
  if (values.help || (engine !== 'pglite' && engine !== 'postgres')) {
    process.stderr.write(`${USAGE}\n`);
    process.exit(values.help ? 0 : 2);
  }
  const number = (text: string) => Math.max(1, Number.parseInt(text, 10));
  return {
    engine,
    linesPerSecond: number(values['lines-per-second']),
    series: number(values.series),
    seconds: number(values.seconds),
    tickMs: number(values['tick-ms']),
  } as const;
}

type Options = ReturnType<typeof readOptions>;

const quiet = () => undefined;
const logger: LoggerService = {
  error: message => process.stderr.write(`${message}\n`),
  warn: message => process.stderr.write(`${message}\n`),
  info: quiet,
  debug: quiet,
  child: () => logger,
};

async function openBase(engine: Options['engine']) {
  const directory = await mkdtemp(join(tmpdir(), 'bench-ingest-'));
  const server =
    engine === 'postgres' ? await openTemporaryPostgres() : undefined;
  const database = {
    getClient: async () =>
      server?.knex ?? { client: { config: { client: 'better-sqlite3' } } },
  } as unknown as DatabaseService;
  const stores = new AssistantDatabase({ database, logger, directory });
  await stores.start();
  const problem = stores.problem();
  if (problem) {
    throw new Error(`${problem.reason}; ${problem.remedy}`);
  }
  return {
    base: stores.telemetry,
    async close() {
      await stores.close();
      await server?.dispose();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Everything that was written must be there, once. */
async function checkCounts(base: TelemetryBase, load: LoadResult) {
  const at = Date.now();
  const reader = await base.open({ signal });
  const { logs, series } = await reader.readSnapshot({
    entityRefs: 'all',
    at,
    window: { from: at - 3_600_000, to: at },
    historyMs: 3_600_000,
    signal,
  });
  const lines = logs
    .flatMap(({ windows }) => windows)
    .reduce((sum, { count }) => sum + count, 0);
  const points = series.reduce((sum, { times }) => sum + times.length, 0);
  if (lines !== load.lines || points !== load.points) {
    throw new Error(
      `${load.lines} lines and ${load.points} values were written, ${lines} and ${points} are there`,
    );
  }
}

async function measureSwitches(base: TelemetryBase) {
  const { version } = await base.open({ signal });
  const begin = performance.now();
  const range = await base.goBack({
    version: Math.floor(version / 2),
    by: 'user:default/bench',
    now: Date.now(),
  });
  const back = performance.now();
  await base.undo(Number(range?.id));
  return { back: back - begin, undo: performance.now() - back };
}

function percentiles(values: readonly number[]) {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) =>
    Math.round(
      sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ??
        0,
    );
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

async function measure(options: Options) {
  const before = loadavg()[0];
  const { base, close } = await openBase(options.engine);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  try {
    delay.enable();
    const load = await runLoad({ ...options, base });
    delay.disable();
    await checkCounts(base, load);
    const switches = await measureSwitches(base);
    const { bytes } = await base.status({ now: Date.now() });
    return {
      ...options,
      windowsPerSecond: Math.round(load.windows / options.seconds),
      logCommit: percentiles(load.logCommits),
      lineToCitable: percentiles(load.lineToCitable),
      metricCommit: percentiles(load.metricCommits),
      scrapeToCitable: percentiles(load.scrapeToCitable),
      snapshot: percentiles(load.snapshots),
      loopDelayP99: Math.round(delay.percentile(99) / 1e6),
      back: Math.round(switches.back),
      undo: Math.round(switches.undo),
      megabytes: Math.round(bytes / 1e6),
      load: [before, loadavg()[0]].map(value => value.toFixed(1)).join(', '),
      cores: cpus().length,
    };
  } finally {
    await close();
  }
}

const HEADER = `# Ingest

## The telemetry base

Command: \`./dev bench ingest --lines-per-second L --series S --seconds T --engine pglite|postgres\`. Made batches in real
time at the store's boundary: a tick of one second makes windows of the lines that came, each with a sample; each series
gets a value every 15 seconds; beside it one reader reads the snapshot of a service every second. Milliseconds, p50 / p95 /
p99. To reach: p95 of line to citable ≤ 2,000 with 2,000 lines/s and 500 series embedded, with 10,000 lines/s and 5,000
series on PostgreSQL. That every line and value is there once is checked at the end. Load is the machine's one-minute
average before and after: above its number of cores others were working and the times are upper bounds.

| engine | lines/s | series | seconds | rows/s | commit of lines | line to citable | commit of values | scrape to citable | snapshot | loop delay p99 | back, undo | MB | load |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
`;

async function main() {
  const figures = await measure(readOptions());
  process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
  const three = ({ p50, p95, p99 }: ReturnType<typeof percentiles>) =>
    `${p50} / ${p95} / ${p99}`;
  const row = [
    figures.engine,
    figures.linesPerSecond,
    figures.series,
    figures.seconds,
    figures.windowsPerSecond,
    three(figures.logCommit),
    three(figures.lineToCitable),
    three(figures.metricCommit),
    three(figures.scrapeToCitable),
    three(figures.snapshot),
    figures.loopDelayP99,
    `${figures.back}, ${figures.undo}`,
    figures.megabytes,
    figures.load,
  ];
  const known = await readFile(RESULTS, 'utf8').catch(() => undefined);
  if (known === undefined) {
    await writeFile(RESULTS, HEADER);
  }
  await appendFile(RESULTS, `| ${row.join(' | ')} |\n`);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
