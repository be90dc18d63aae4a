// Writes docs/content/causes.md from the analyzers, or says with --check that it is not current.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const file = join(root, 'docs/content/causes.md');
const page = execFileSync(
  process.execPath,
  [
    '-r',
    '@backstage/cli/config/nodeTransform.cjs',
    'bench/diagnose/causesPage.ts',
  ],
  { cwd: root, encoding: 'utf8' },
);
if (!process.argv.includes('--check')) {
  writeFileSync(file, page);
} else if (readFileSync(file, 'utf8') !== page) {
  console.error(
    'docs/content/causes.md is not current: run node scripts/causes.mjs',
  );
  process.exitCode = 1;
}
