import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type {
  DatabaseService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { AssistantDatabase } from '../../plugins/assistant-backend/src/database';
import { openTemporaryPostgres } from './openTemporaryPostgres';
import { madeEntities, plant } from './madeData';
import {
  type BenchService,
  type Share,
  credentialsOf,
  startService,
} from './startService';

const USAGE = `Usage: ./dev bench ask [--chunks N] [--signals 0] [--entities E] [--users U] [--engine pglite|postgres] [--questions Q]

Made data, no model. Prints JSON, and keeps the figures in bench/results/ask.md.
PostgreSQL is that of ASSISTANT_TEST_POSTGRES_URL.`;

const RESULTS = join(__dirname, '../results/ask.md');
const SHARES: Share[] = ['1 %', '10 %', 'all'];
const CONCURRENCY = [1, 8];
const BUDGET_MS = { first: 100, complete: 500 };

/** Half of them Russian; each is asked about another service, so that no answer is remembered. */
const QUESTIONS = [
  'How do I roll back service-{n} after a bad release?',
  'What do I do when the consumer lag of service-{n} grows?',
  'The pods of service-{n} are in a crash loop, what now?',
  'Что делать, если у service-{n} растёт лаг консьюмера?',
  'Как откатить service-{n} после неудачного релиза?',
  'Под service-{n} убит по памяти, что проверить?',
];

interface Row {
  engine: string;
  chunks: number;
  entities: number;
  visible: Share;
  concurrency: number;
  first: { p50: number; p95: number };
  complete: { p50: number; p95: number };
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      chunks: { type: 'string', default: '2000' },
      signals: { type: 'string', default: '0' },
      entities: { type: 'string', default: '500' },
      users: { type: 'string', default: '20' },
      engine: { type: 'string', default: 'pglite' },
      questions: { type: 'string', default: '100' },
      help: { type: 'boolean', default: false },
    },
  });
  const { engine } = values;
  if (
    values.help ||
    (engine !== 'pglite' && engine !== 'postgres') ||
    values.signals !== '0'
  ) {
    process.stderr.write(`${USAGE}\n`);
    process.exit(values.help ? 0 : 2);
  }
  const number = (text: string) => Math.max(1, Number.parseInt(text, 10));
  return {
    engine,
    chunks: number(values.chunks),
    entities: number(values.entities),
    users: number(values.users),
    questions: number(values.questions),
  } as const;
}

type Options = ReturnType<typeof readOptions>;

async function openStores(engine: Options['engine'], logger: LoggerService) {
  const directory = await mkdtemp(join(tmpdir(), 'bench-ask-'));
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
    stores,
    async close() {
      await stores.close();
      await server?.dispose();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function askOnce(
  service: BenchService,
  options: { user: number; share: Share; number: number },
) {
  const { user, share, number } = options;
  const question = QUESTIONS[number % QUESTIONS.length].replace(
    '{n}',
    String((number * 100) % 500),
  );
  const startedAt = performance.now();
  let first = 0;
  let last: string | undefined;
  for await (const event of service.ask.ask({
    request: { question },
    credentials: credentialsOf(user, share),
    signal: new AbortController().signal,
  })) {
    first ||= performance.now() - startedAt;
    last = event.type === 'answer-end' ? event.status : last;
  }
  if (last !== 'complete') {
    throw new Error(`The answer to "${question}" ended as ${last}`);
  }
  return { first, complete: performance.now() - startedAt };
}

async function measure(
  service: BenchService,
  options: Options & { share: Share; concurrency: number },
): Promise<Row> {
  const { share, concurrency, questions, users, engine, chunks, entities } =
    options;
  // warm: the visible set and the model's thread belong to the first minute, not to each question
  for (let number = 0; number < 5; number++) {
    await askOnce(service, { user: 0, share, number });
  }
  const times: Array<{ first: number; complete: number }> = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      while (next < questions) {
        const number = next++;
        times.push(
          await askOnce(service, { user: number % users, share, number }),
        );
      }
    }),
  );
  return {
    engine,
    chunks,
    entities,
    visible: share,
    concurrency,
    first: percentiles(times.map(time => time.first)),
    complete: percentiles(times.map(time => time.complete)),
  };
}

function percentiles(times: number[]) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(
      sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))],
    );
  return { p50: at(0.5), p95: at(0.95) };
}

/** Replaces the lines of the same engine and volume; what was measured otherwise stays. */
async function keep(rows: Row[], options: Options, load: string) {
  const key = `| ${options.engine} | ${options.chunks} | ${options.entities} |`;
  const old = await readFile(RESULTS, 'utf8').catch(() => '');
  const kept = old
    .split('\n')
    // formatting the file lines its columns up
    .map(line => line.replace(/ {2,}/g, ' '))
    .filter(
      line => /^\| (pglite|postgres) /.test(line) && !line.startsWith(key),
    );
  const lines = rows.map(
    ({ visible, concurrency, first, complete }) =>
      `${key} ${visible} | ${concurrency} | ${first.p50} / ${first.p95} | ${complete.p50} / ${complete.p95} | ${load} |`,
  );
  const text = `# Ask path

Command: \`./dev bench ask --chunks N --signals 0 --entities E --users U --engine pglite|postgres\`. Made data, no model, no
HTTP; the catalog stands in memory. Milliseconds, p50 / p95 of ${
    options.questions
  } questions, half of them Russian. To reach: first event
p95 ≤ ${BUDGET_MS.first}, complete p95 ≤ ${
    BUDGET_MS.complete
  }. Load is the machine's one-minute average on ${
    cpus().length
  } cores before and after: above the number of
cores others were working and the times are upper bounds.

| engine | chunks | entities | visible | at once | first event | complete | load |
| --- | --- | --- | --- | --- | --- | --- | --- |
${[...kept, ...lines].sort().join('\n')}
`;
  await writeFile(RESULTS, text);
}

async function main() {
  const options = readOptions();
  const write = (message: string) => void process.stderr.write(`${message}\n`);
  const logger: LoggerService = {
    error: write,
    warn: write,
    info: () => undefined,
    debug: () => undefined,
    child: () => logger,
  };
  const before = loadavg()[0];
  const { stores, close } = await openStores(options.engine, logger);
  const entities = madeEntities(options.entities);
  const service = startService({ stores, entities, logger });
  try {
    await plant(stores.documents, { ...options, embedder: service.embedder });
    const rows: Row[] = [];
    for (const share of SHARES) {
      for (const concurrency of CONCURRENCY) {
        rows.push(await measure(service, { ...options, share, concurrency }));
      }
    }
    await keep(
      rows,
      options,
      `${before.toFixed(1)}, ${loadavg()[0].toFixed(1)}`,
    );
    process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
  } finally {
    await service.close();
    await close();
  }
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
