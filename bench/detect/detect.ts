// Scores one series with the streaming detector. JSON on stdout.
//   yarn run --silent bench:detect --csv <file: timestamp,value> --json
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { readSeries } from './readSeries';
import { scoreSeries } from './scoreSeries';

const USAGE = 'bench:detect --csv <file: timestamp,value> --json';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      csv: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || !values.csv) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const series = await readSeries(values.csv);
  const start = performance.now();
  const scores = scoreSeries(series);
  const tookMs = Math.round((performance.now() - start) * 10) / 10;
  const alarms = scores.flatMap((score, i) => (score >= 1 ? [i] : []));
  process.stdout.write(`${JSON.stringify({ tookMs, scores, alarms })}\n`);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
