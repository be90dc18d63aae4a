// Speed, latency and memory of the bundled embedder. Writes JSON to stdout.
//   node bench/embed/measure.mjs
import { build } from 'esbuild';
import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';

const root = new URL('../../', import.meta.url);
const local = 'plugins/assistant-ingest/src/embedding/local';
const { signal } = new AbortController();

/** The TypeScript sources as one module; packages are resolved as for any other file of the repository. */
async function load(name) {
  const outfile = fileURLToPath(
    new URL(`node_modules/.cache/bench/${name}.cjs`, root),
  );
  const entryPoints = [fileURLToPath(new URL(`${local}/${name}.ts`, root))];
  await build({
    entryPoints,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'cjs',
    outfile,
  });
  return createRequire(import.meta.url)(outfile);
}

/** Paragraphs of the example documents, joined to chunks of at most 1,200 characters. */
async function readChunks() {
  const folder = new URL('examples/documents/', root);
  const names = (await readdir(folder, { recursive: true }))
    .filter(name => name.endsWith('.md'))
    .sort();
  const chunks = [];
  for (const name of names) {
    let chunk = '';
    for (const paragraph of (
      await readFile(new URL(name, folder), 'utf8')
    ).split(/\n\n+/)) {
      if (chunk && chunk.length + paragraph.length > 1_200) {
        chunks.push(chunk);
        chunk = '';
      }
      chunk += `${paragraph}\n\n`;
    }
    chunks.push(chunk);
  }
  return chunks;
}

const round = value => Math.round(value * 100) / 100;

function percentiles(times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = share =>
    round(
      sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))],
    );
  return {
    n: sorted.length,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: round(sorted.at(-1)),
  };
}

async function time(work) {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return {
    seconds: (performance.now() - start) / 1_000,
    cpuSeconds: (user + system) / 1e6,
  };
}

async function askAll(embedder, questions, pause) {
  const times = [];
  for (const question of questions) {
    await new Promise(resolve => setTimeout(resolve, pause));
    const start = performance.now();
    await embedder.embed([question], { kind: 'query', signal });
    times.push(performance.now() - start);
  }
  return percentiles(times);
}

async function embedAll(embedder, chunks) {
  for (let i = 0; i < chunks.length; i += 64) {
    await embedder.embed(chunks.slice(i, i + 64), { kind: 'passage', signal });
  }
}

const { LocalEmbedder } = await load('LocalEmbedder');
const { loadTextEmbedder } = await load('loadTextEmbedder');
const { resolvePackagePath } = createRequire(import.meta.url)(
  '@backstage/backend-plugin-api',
);
const assets = resolvePackagePath(
  '@smart-assistant/backstage-plugin-assistant-backend-module-ingest',
  'assets/embedder',
);
const chunks = await readChunks();
const fixture = JSON.parse(
  await readFile(new URL(`${local}/__fixtures__/reference.json`, root), 'utf8'),
);
const questions = fixture.slice(0, 50).map(({ text }) => text);

const rssBefore = process.memoryUsage.rss();
const embedder = new LocalEmbedder();
const first = await time(() =>
  embedder.embed([questions[0]], { kind: 'query', signal }),
);
const rssLoaded = process.memoryUsage.rss();
await askAll(embedder, questions, 0);

const idle = await askAll(embedder, Array(10).fill(questions).flat(), 1);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const bulk = await time(() => embedAll(embedder, chunks));
delay.disable();
let busy;
await Promise.all([
  embedAll(embedder, [...chunks, ...chunks]),
  askAll(embedder, questions.concat(questions), 20).then(r => (busy = r)),
]);
const rssEnd = process.memoryUsage.rss();
await embedder.dispose();

const counter = await loadTextEmbedder(assets);
const tokens = chunks.reduce(
  (sum, chunk) => sum + counter.tokenize(chunk).length,
  0,
);
const megabytes = bytes => Math.round(bytes / 1e6);
process.stdout.write(
  `${JSON.stringify(
    {
      machine: {
        cores: cpus().length,
        model: cpus()[0].model,
        node: process.version,
        load: loadavg().map(round),
      },
      firstQuestion: {
        ms: round(first.seconds * 1_000),
        cpuMs: round(first.cpuSeconds * 1_000),
      },
      questionMs: idle,
      questionMsDuringBulk: busy,
      bulk: {
        chunks: chunks.length,
        tokens,
        seconds: round(bulk.seconds),
        cpuSeconds: round(bulk.cpuSeconds),
        tokensPerSecond: Math.round(tokens / bulk.seconds),
        tokensPerCpuSecond: Math.round(tokens / bulk.cpuSeconds),
        mainThreadDelayMs: {
          p99: round(delay.percentile(99) / 1e6),
          max: round(delay.max / 1e6),
        },
      },
      memoryMB: {
        before: megabytes(rssBefore),
        loaded: megabytes(rssLoaded),
        end: megabytes(rssEnd),
      },
    },
    null,
    2,
  )}\n`,
);
