// `backstage-cli repo lint` with the warnings shown: errors fail, warnings (the budgets) are only printed.
import { ESLint } from 'eslint';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const report = 'node_modules/.cache/lint.json';

process.chdir(root);
mkdirSync('node_modules/.cache', { recursive: true });
rmSync(report, { force: true });
// the CLI prints only what fails, hence no warning may pass and the report decides
const { status } = spawnSync(
  'yarn',
  [
    'backstage-cli',
    'repo',
    'lint',
    ...['--max-warnings', '0', '--format', 'json', '--output-file', report],
    ...process.argv.slice(2),
  ],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);
let results;
try {
  results = JSON.parse(readFileSync(report, 'utf8'));
} catch (error) {
  throw new Error(`The linter did not run: exit code ${status}`, {
    cause: error,
  });
}
const formatter = await new ESLint({ cwd: root }).loadFormatter('stylish');
const text = await formatter.format(
  results.filter(({ messages }) => messages.length > 0),
);
console.log(text || 'No lint errors or warnings.');
process.exitCode = results.some(({ errorCount }) => errorCount > 0) ? 1 : 0;
