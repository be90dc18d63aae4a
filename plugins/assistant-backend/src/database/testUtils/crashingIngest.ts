/**
 * A process that reads numbered lines into the telemetry base until somebody kills it:
 * `node crashingIngest.ts DIRECTORY [POSTGRES_URL]`.
 *
 * First it says what it finds, as one line of JSON, so that each start is also a look at what the kill
 * before left; then the offset after each commit that was acknowledged.
 */
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { TelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node';
import knexFactory from 'knex';
import { z } from 'zod';
import { AssistantDatabase } from '../AssistantDatabase';
import { sqliteService } from './services';

const SOURCE = 'numbered/lines';
const SHARD = '0';
const START = Date.UTC(2026, 10, 25, 12);
const TEMPLATES = 40;
/** One line each ten milliseconds: a page is some windows long. */
const LINE_MS = 10;
const LEASE_MS = 200;
const { signal } = new AbortController();

const quiet = () => undefined;
const logger: LoggerService = {
  error: quiet,
  warn: quiet,
  info: quiet,
  debug: quiet,
  child: () => logger,
};

export const ingestedSchema = z.object({
  offset: z.number(),
  /** Sum of all windows. */
  lines: z.number(),
  points: z.number(),
  /** Commits that are listed. */
  records: z.number(),
});
export type Ingested = z.infer<typeof ingestedSchema>;

export async function openBase(options: { directory: string; url?: string }) {
  const { directory, url } = options;
  const client =
    url === undefined
      ? undefined
      : knexFactory({
          client: 'pg',
          connection: url,
          pool: { min: 0, max: 4 },
        });
  const database = new AssistantDatabase({
    database: client ? { getClient: async () => client } : sqliteService(),
    logger,
    directory,
  });
  await database.start();
  const problem = database.problem();
  if (problem) {
    throw new Error(problem.reason);
  }
  return {
    base: database.telemetry,
    async close() {
      await database.close();
      await client?.destroy();
    },
  };
}

export async function readIngested(base: TelemetryBase): Promise<Ingested> {
  const reader = await base.open({ signal });
  const { logs, series } = await reader.readSnapshot({
    entityRefs: 'all',
    at: START + 1e9,
    window: { from: START, to: START + 1e9 },
    historyMs: 1e9,
    signal,
  });
  const { versions } = await base.status({ now: Date.now() });
  const sum = (counts: number[]) => counts.reduce((all, n) => all + n, 0);
  return {
    offset: Number((await base.readOffset(SOURCE, SHARD)) ?? 0),
    lines: sum(logs.flatMap(({ windows }) => windows.map(w => w.count))),
    points: sum(series.map(({ times }) => times.length)),
    records: sum(versions.map(({ records }) => records)),
  };
}

/** One page: lines of a random number, so that kills come anywhere. */
async function readPage(base: TelemetryBase, holder: string): Promise<number> {
  const lease = await base.acquireLease({
    source: SOURCE,
    holder,
    now: Date.now(),
    durationMs: LEASE_MS,
  });
  const expected = await base.readOffset(SOURCE, SHARD);
  if (!lease) {
    return Number(expected ?? 0);
  }
  const from = Number(expected ?? 0);
  const to = from + 100 + Math.floor(Math.random() * 1_000);
  const numbers = Array.from({ length: to - from }, (_, i) => from + i);
  await base.commit(
    {
      ...contentOf(numbers),
      source: SOURCE,
      system: 'test',
      instance: 'prod',
      shard: SHARD,
      offset: { expected, next: String(to), epoch: lease.epoch },
    },
    { now: Date.now(), signal },
  );
  return to;
}

function contentOf(numbers: readonly number[]) {
  const workloadKey = 'prod/shop/cart';
  const windows = new Map<string, Window>();
  for (const no of numbers) {
    const at = START + no * LINE_MS;
    const bucket = at - (at % 10_000);
    const templateHash = `t${no % TEMPLATES}`;
    const id = `${templateHash}/${bucket}`;
    const count = (windows.get(id)?.count ?? 0) + 1;
    const sample = { at, text: `line ${no}` };
    windows.set(id, { workloadKey, templateHash, bucket, count, sample });
  }
  return {
    workloads: [WORKLOAD],
    signals: Array.from({ length: TEMPLATES }, (_, i) => ({
      workloadKey,
      templateHash: `t${i}`,
      template: `line <num> of template ${i}`,
      severity: 'info' as const,
    })),
    windows: [...windows.values()],
    series: [
      { key: 's', workloadKey, instance: 'prod', name: 'lines', labels: {} },
    ],
    points: numbers.map(no => ({
      seriesKey: 's',
      at: START + no * LINE_MS,
      value: no,
    })),
    resources: [],
    complete: [],
    changes: [],
    deadLetters: [],
    records: numbers.length,
    redactions: 0,
  };
}

type Window = Parameters<TelemetryBase['commit']>[0]['windows'][number];

const WORKLOAD = {
  key: 'prod/shop/cart',
  system: 'kubernetes',
  instance: 'prod',
  environment: 'prod',
  namespace: 'shop',
  kind: 'Deployment',
  name: 'cart',
  hints: {},
};

async function run(directory: string, url?: string) {
  const { base } = await openBase({ directory, url });
  process.stdout.write(`${JSON.stringify(await readIngested(base))}\n`);
  for (;;) {
    const offset = await readPage(base, String(process.pid));
    process.stdout.write(`${offset}\n`);
  }
}

if (require.main === module) {
  run(process.argv[2], process.argv[3]).catch(error => {
    process.stderr.write(`${error}\n`);
    process.exit(1);
  });
}
