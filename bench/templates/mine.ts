// Groups log messages by template. JSON on stdout.
//   yarn run --silent bench:templates --lines <file> --json
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { mineLines } from './mineLines';

const USAGE = 'bench:templates --lines <file: one message a line> --json';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      lines: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || !values.lines) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  // An empty line is a line and has an id; the end of the last line begins no further one
  const lines = (await readFile(values.lines, 'utf8')).split(/\r?\n/);
  if (lines[lines.length - 1] === '') {
    lines.pop();
  }
  const start = performance.now();
  const { ids, templates } = mineLines(lines);
  const tookMs = Math.round((performance.now() - start) * 10) / 10;
  process.stdout.write(`${JSON.stringify({ tookMs, ids, templates })}\n`);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
