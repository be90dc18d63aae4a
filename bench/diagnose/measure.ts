import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import {
  type Finding,
  type Subject,
  builtInAnalyzers,
  diagnose,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { readIncident } from '../../plugins/assistant-ingest/src/systems/replay';
import { loadRecording } from './loadRecording';
import { restrict } from './restrict';

const HELP = `Judges recorded incidents and prints one line of JSON for each.

  yarn run --silent bench:diagnose --input <folder> --json
  yarn run --silent bench:diagnose --inputs <file with a folder a line> --json
`;

async function main() {
  const { values } = parseArgs({
    options: {
      input: { type: 'string', multiple: true },
      inputs: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const folders = [
    ...(values.input ?? []),
    ...(values.inputs === undefined ? [] : await readLines(values.inputs)),
  ];
  if (values.help || folders.length === 0) {
    process.stderr.write(HELP);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  for (const folder of folders) {
    process.stdout.write(`${JSON.stringify(await judge(folder))}\n`);
  }
}

const readLines = async (file: string) =>
  (await readFile(file, 'utf8'))
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');

async function judge(folder: string) {
  const recording = await readIncident(folder);
  recording.warnings.forEach(warning => process.stderr.write(`${warning}\n`));
  const snapshot = await loadRecording(
    recording,
    AbortSignal.timeout(10 * 60_000),
  );
  const before = performance.now();
  const { findings, failures } = diagnose(snapshot, {
    analyzers: builtInAnalyzers,
  });
  const tookMs = Math.round((performance.now() - before) * 10) / 10;
  for (const { analyzer, message } of failures) {
    process.stderr.write(`${analyzer} failed: ${message}\n`);
  }
  return {
    input: folder,
    tookMs,
    findings: restrict(findings, recording, snapshot).map(describe),
  };
}

function describe(finding: Finding) {
  return {
    id: finding.id,
    subject: subjectOf(finding.subject),
    cause: finding.cause,
    title: finding.title.en,
    severity: finding.severity,
    confidence: finding.confidence,
    score: finding.score,
    evidence: finding.evidence.map(({ id, source, at, text }) => ({
      id,
      source,
      at: new Date(at).toISOString(),
      text: text.en,
    })),
    victims: finding.victims.map(subjectOf),
  };
}

const subjectOf = ({
  system,
  kind,
  namespace,
  name,
  instance,
  environment,
  entityRef,
}: Subject) => ({
  system,
  kind,
  namespace,
  name,
  instance,
  environment,
  entityRef,
});

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
