import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { TelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node';
import { AssistantDatabase } from '../../plugins/assistant-backend/src/database';
import { openTemporaryPostgres } from '../ask/openTemporaryPostgres';
import { PipelineThread } from '../../plugins/assistant-ingest/src/telemetry/thread/PipelineThread';
import { createPipeline } from '../../plugins/assistant-ingest/src/telemetry/thread/createPipeline';
import { addRow, describeStorm, percentiles } from './figures';
import type { LineRate } from './madeSources';
import { type LoadResult, runLoad } from './runLoad';
import { Usage } from './Usage';

const USAGE = `Usage: ./dev bench ingest [--lines-per-second L] [--series S] [--seconds T] [--engine pglite|postgres]
       [--pipeline thread|inline] [--storm [--times N]]

Made log lines in ECS and made scrapes, from the raw message to the commit that makes them citable, in
real time. --storm: ten seconds of calm, T seconds of N times as many lines, then calm until all is read.
Prints JSON, and keeps the figures in bench/results/ingest.md. PostgreSQL is that of ASSISTANT_TEST_POSTGRES_URL.`;

const RESULTS = join(__dirname, '../results/ingest.md');
const CALM_SECONDS = 10;
const { signal } = new AbortController();

function readOptions() {
  const { values } = parseArgs({
    options: {
      'lines-per-second': { type: 'string', default: '2000' },
      series: { type: 'string', default: '500' },
      seconds: { type: 'string', default: '60' },
      engine: { type: 'string', default: 'pglite' },
      pipeline: { type: 'string', default: 'thread' },
      storm: { type: 'boolean', default: false },
      times: { type: 'string', default: '20' },
      help: { type: 'boolean', default: false },
    },
  });
  const { engine, pipeline, storm } = values;
  if (
    values.help ||
    (engine !== 'pglite' && engine !== 'postgres') ||
    (pipeline !== 'thread' && pipeline !== 'inline')
  ) {
    process.stderr.write(`${USAGE}\n`);
    process.exit(values.help ? 0 : 2);
  }
  const number = (text: string) => Math.max(1, Number.parseInt(text, 10));
  return {
    engine,
    pipeline,
    storm,
    times: number(values.times),
    linesPerSecond: number(values['lines-per-second']),
    series: number(values.series),
    seconds: number(values.seconds),
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

/** Lines as they come: evenly, or with a storm in the middle. */
function toRate({ linesPerSecond, storm, seconds, times }: Options): LineRate {
  const fromMs = CALM_SECONDS * 1000;
  return {
    perSecond: linesPerSecond,
    ...(storm && { storm: { fromMs, toMs: fromMs + seconds * 1000, times } }),
  };
}

function createProcessor(kind: Options['pipeline']) {
  const settings = {
    redact: [],
    environments: { default: 'prod', instances: {}, namespaces: [] },
  };
  if (kind === 'inline') {
    return { pipeline: createPipeline(settings), stop: async () => {} };
  }
  const thread = new PipelineThread({ settings });
  return { pipeline: thread, stop: () => thread.stop() };
}

async function measure(options: Options) {
  const before = loadavg()[0];
  const { base, close } = await openBase(options.engine);
  const { pipeline, stop } = createProcessor(options.pipeline);
  const usage = new Usage();
  const rate = toRate(options);
  try {
    const load = await runLoad({
      base,
      pipeline,
      logger,
      rate,
      series: options.series,
      seconds: options.seconds + (rate.storm ? 2 * CALM_SECONDS : 0),
      drainSeconds: options.storm ? 1_800 : 60,
    });
    const used = usage.end();
    await checkCounts(base, load);
    const switches = await measureSwitches(base);
    const { bytes } = await base.status({ now: Date.now() });
    return {
      ...options,
      cores: cpus().length,
      load: [before, loadavg()[0]].map(value => value.toFixed(1)).join(', '),
      lines: load.lines,
      rows: load.rows,
      pages: load.pages,
      lineToCitable: percentiles(load.citable.map(({ ms }) => ms)),
      scrapeToCitable: percentiles(load.scrapeToCitable),
      commit: percentiles(load.commits),
      snapshot: percentiles(load.snapshots),
      ...used,
      gaps: load.gaps,
      ...(rate.storm && { storm: describeStorm(load, rate.storm) }),
      back: Math.round(switches.back),
      undo: Math.round(switches.undo),
      megabytes: Math.round(bytes / 1e6),
    };
  } finally {
    await stop();
    await close();
  }
}

async function main() {
  const figures = await measure(readOptions());
  process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
  const results = await readFile(RESULTS, 'utf8');
  await writeFile(RESULTS, addRow(results, figures));
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
