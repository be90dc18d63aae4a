// Grouping accuracy of the template miner on the 16 labelled samples of loghub, one configuration for all.
//   yarn run --silent bench:templates-eval --data <clone of github.com/logpai/loghub or logpai/logparser>
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LogTemplateMiner } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { groupingAccuracy } from './groupingAccuracy';
import { mineLines } from './mineLines';
import { readCsv } from './readCsv';

const USAGE =
  'bench:templates-eval --data <clone of github.com/logpai/loghub or logpai/logparser> [--json]';
const SYSTEMS =
  'HDFS Hadoop Spark Zookeeper BGL HPC Thunderbird Windows Linux Android HealthApp Apache Proxifier OpenSSH OpenStack Mac'.split(
    ' ',
  );
const REPEATS = 20;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || !values.data) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const data = values.data;
  const samples = await Promise.all(
    SYSTEMS.map(system => readSample(data, system)),
  );
  const systems = samples.map(({ system, lines, truth, corrected }) => {
    const { ids } = mineLines(lines);
    return {
      system,
      ...groupingAccuracy(ids, truth),
      corrected: corrected && groupingAccuracy(ids, corrected),
    };
  });
  const mean = (pick: (s: (typeof systems)[number]) => number | undefined) => {
    const picked = systems.map(pick).filter(x => x !== undefined);
    return picked.reduce((n, x) => n + x, 0) / picked.length;
  };
  const lines = samples.flatMap(sample => sample.lines);
  const report = {
    ga: mean(({ ga }) => ga),
    fga: mean(({ fga }) => fga),
    correctedGa: mean(({ corrected }) => corrected?.ga),
    correctedFga: mean(({ corrected }) => corrected?.fga),
    linesPerCpuSecond: {
      repeated: measureSpeed(lines, line => line),
      randomDigits: measureSpeed(lines, line =>
        line.replace(/\d/g, () => String(Math.floor(Math.random() * 10))),
      ),
    },
    systems,
  };
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
}

/** All lines of all systems through one miner, which is harder than one miner for each. */
function measureSpeed(
  lines: readonly string[],
  change: (line: string) => string,
): number {
  const many = Array.from({ length: REPEATS }, () => lines.map(change)).flat();
  const miner = LogTemplateMiner.create();
  const start = process.cpuUsage();
  many.forEach(line => miner.add(line));
  return Math.round((many.length / process.cpuUsage(start).user) * 1e6);
}

async function readSample(data: string, system: string) {
  const inParser = join(data, 'data', 'loghub_2k_corrected', system);
  const isParser = existsSync(inParser);
  const folder = isParser ? inParser : join(data, system);
  const file = join(folder, `${system}_2k.log_structured.csv`);
  const rows = readCsv(await readFile(file, 'utf8'));
  return {
    system,
    lines: rows.map(row => row.Content),
    truth: rows.map(row => row.EventId),
    corrected: isParser
      ? readCsv(
          await readFile(file.replace('.csv', '_corrected.csv'), 'utf8'),
        ).map(row => row.EventTemplate)
      : undefined,
  };
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
