// Scores the streaming detector, or shipped results of another one, on the Numenta Anomaly Benchmark.
//   yarn run --silent bench:detect-eval --data <clone of github.com/numenta/NAB> [--results <detector> --threshold <its own>]
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chooseAndApply, type EvaluatedFile } from './chooseAndApply';
import { PROFILES, prepareRows } from './nabScorer';
import { parseTime, readSeries, type Series } from './readSeries';
import { scoreSeries } from './scoreSeries';

const USAGE =
  'bench:detect-eval --data <clone of github.com/numenta/NAB> [--results <detector in its results folder> --threshold <its own>] [--json]';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      results: { type: 'string' },
      threshold: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || !values.data) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const corpus = await readCorpus(values.data);
  let cpuMicros = 0;
  const files: EvaluatedFile[] = [];
  for (const { name, series, windows } of corpus) {
    const start = process.cpuUsage();
    const scores = values.results
      ? await readResults(join(values.data, 'results'), values.results, name)
      : scoreSeries(series);
    cpuMicros += process.cpuUsage(start).user;
    files.push({ scores, rows: prepareRows(series.values.length, windows) });
  }
  const points = corpus.reduce((n, { series }) => n + series.values.length, 0);
  const report = {
    files: files.length,
    points,
    microsPerPoint: round(cpuMicros / points),
    profiles: Object.fromEntries(
      Object.entries(PROFILES).map(([name, profile]) => [
        name,
        chooseAndApply(files, profile, values.threshold),
      ]),
    ),
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

async function readCorpus(data: string) {
  const file = join(data, 'labels', 'combined_windows.json');
  const labels: Record<string, [string, string][]> = JSON.parse(
    await readFile(file, 'utf8'),
  );
  return Promise.all(
    Object.keys(labels)
      .sort()
      .map(async name => {
        const series = await readSeries(join(data, 'data', name));
        const windows = labels[name].map(
          ([from, to]) => [rowOf(series, from), rowOf(series, to)] as const,
        );
        return { name, series, windows };
      }),
  );
}

function rowOf({ times }: Series, label: string): number {
  const row = times.indexOf(parseTime(label.replace(/\.\d+$/, '')));
  if (row < 0) {
    throw new Error(`The label ${label} is at no row of its series`);
  }
  return row;
}

async function readResults(
  folder: string,
  detector: string,
  name: string,
): Promise<number[]> {
  const [group, file] = name.split('/');
  const path = join(folder, detector, group, `${detector}_${file}`);
  const [header, ...rows] = (await readFile(path, 'utf8')).trim().split('\n');
  const column = header.trim().split(',').indexOf('anomaly_score');
  return rows.map(row => Number(row.split(',')[column]));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
