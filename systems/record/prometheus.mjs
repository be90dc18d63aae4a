import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { openMetrics } from './shop/Metrics.mjs';
import { system } from './systems.mjs';

export const SCRAPE_LABELS = 'job="shop",instance="exporter"';
const RULES = fileURLToPath(new URL('rules.yml', import.meta.url));

/** The toy shop's `/metrics`. */
export async function startExporter(metrics) {
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/plain; version=0.0.4');
    answer.end(metrics.exposition());
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

/** Starts a Prometheus that holds the samples of the past as blocks made by promtool, and scrapes from now on. */
export async function startPrometheus({ instance, history, exporter }) {
  const work = await mkdtemp(join(tmpdir(), 'record-'));
  const { text: data } = await system('prometheus', ['data'], { instance });
  const samples = join(work, 'history.txt');
  await pipeline(
    Readable.from(openMetrics(history)),
    createWriteStream(samples),
  );
  await system(
    'prometheus',
    [
      'promtool',
      'tsdb',
      'create-blocks-from',
      'openmetrics',
      samples,
      join(work, 'blocks'),
    ],
    { instance },
  );
  for (const block of await readdir(join(work, 'blocks')))
    await rename(join(work, 'blocks', block), join(data, block));
  const config = join(work, 'prometheus.yml');
  await writeFile(config, configuration(exporter.address().port));
  const { settings } = await system('prometheus', ['start'], {
    instance,
    PROMETHEUS_CONFIG: config,
    PROMETHEUS_RULES: RULES,
    PROMETHEUS_EXTERNAL_URL: 'https://prometheus.shop.example',
  });
  await rm(work, { recursive: true });
  return settings.ASSISTANT_TEST_PROMETHEUS_URL;
}

function configuration(port) {
  return `global: { scrape_interval: 15s, evaluation_interval: 15s }
rule_files: [rules.yml]
scrape_configs:
  - job_name: shop
    honor_labels: true
    static_configs: [{ targets: ['127.0.0.1:${port}'] }]
    relabel_configs: [{ target_label: instance, replacement: exporter }]
`;
}

/** The answer of the server as it is, with the query as one more key. */
export async function queryRange({ url, query, from, to, step }) {
  const body = new URLSearchParams({
    query,
    start: from / 1000,
    end: to / 1000,
    step,
  });
  const answer = await fetch(`${url}/api/v1/query_range`, {
    method: 'POST',
    body,
    signal: AbortSignal.timeout(30_000),
  });
  const result = await answer.json();
  if (result.status !== 'success') throw new Error(`${query}: ${result.error}`);
  return { query, ...result };
}

export async function ask(url, path) {
  const answer = await fetch(`${url}${path}`, {
    signal: AbortSignal.timeout(30_000),
  });
  return answer.json();
}
