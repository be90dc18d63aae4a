// Proves that each import rule and budget bites: tiny wrong snippets, linted with the very config of their package.
import { ESLint } from 'eslint';
import { execFileSync } from 'node:child_process';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { GLOBALS, IMPORTS, right, SYNTAX, wrong } from './ruleCases.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

const linters = new Map();

/** `[ruleId, severity]` of what is said about the code, as if it stood in that file. */
async function lint(file, code) {
  const cwd = `${root}${file.split('/').slice(0, 2).join('/')}`;
  const linter = linters.get(cwd) ?? new ESLint({ cwd });
  linters.set(cwd, linter);
  const [result] = await linter.lintText(code, { filePath: `${root}${file}` });
  assert.ok(result, `${file} is not linted at all`);
  for (const { fatal, message } of result.messages) {
    assert.ok(!fatal, `${file} cannot be parsed: ${message}`);
  }
  return result.messages.map(({ ruleId, severity }) => [ruleId, severity]);
}

describe('import rules', () => {
  for (const [name, [file, code, rule]] of Object.entries(wrong)) {
    it(`is an error: ${name}`, async () => {
      const found = await lint(file, code);
      assert.ok(
        found.some(([id, severity]) => id === rule && severity === 2),
        `expected ${rule}, found ${JSON.stringify(found)}`,
      );
    });
  }
  for (const [name, [file, code]] of Object.entries(right)) {
    it(`is no error: ${name}`, async () => {
      const ours = [IMPORTS, SYNTAX, GLOBALS];
      const found = await lint(file, code);
      assert.deepEqual(
        found.filter(([id]) => ours.includes(id)),
        [],
      );
    });
  }
});

describe('budgets', () => {
  const lines = count => 'export {};\n'.repeat(count);
  const functionOf = count =>
    `export function f() {\n${'  f();\n'.repeat(count - 2)}}\n`;
  const component = 'plugins/assistant/src/components/a.tsx';
  const stage = 'plugins/assistant-backend/src/ask/a.ts';
  const budget = async (...args) =>
    (await lint(...args)).filter(([id]) => id.startsWith('max-lines'));
  const LONG_FILE = ['max-lines', 1];
  const LONG_FUNCTION = ['max-lines-per-function', 1];

  for (const [name, file, code, expected] of [
    ['a file of 250 lines', stage, lines(250), []],
    ['a file of 251 lines', stage, lines(251), [LONG_FILE]],
    ['a function of 50 lines', stage, functionOf(50), []],
    ['a function of 51 lines', stage, functionOf(51), [LONG_FUNCTION]],
    ['a component of 150 lines', component, functionOf(150), []],
    ['a component of 151 lines', component, functionOf(151), [LONG_FUNCTION]],
    [
      'a module.ts of 61 lines',
      'plugins/assistant-ingest/src/module.ts',
      lines(61),
      [LONG_FILE],
    ],
    [
      'an excused file',
      stage,
      `/* eslint-disable max-lines -- the words of one language stand together */\n${lines(
        300,
      )}`,
      [],
    ],
  ]) {
    it(`${
      expected.length ? 'warns of' : 'is silent about'
    } ${name}`, async () => {
      assert.deepEqual(await budget(file, code), expected);
    });
  }
});

describe('exceptions', () => {
  it('give their reason', () => {
    const files = execFileSync(
      'git',
      ['ls-files', '-z', '--', '*.ts', '*.tsx', '*.js', '*.mjs', '*.cjs'],
      { cwd: root, encoding: 'utf8' },
    ).split('\0');
    const bare = files
      .filter(file => file && !file.startsWith('.yarn/'))
      // generated files and their generator, and this file
      .filter(file => !/(?:^|\/)(?:assets|wasm|scripts\/eslint)\//.test(file))
      .flatMap(file =>
        readText(`${root}${file}`)
          .split('\n')
          .filter(line => /eslint-disable(?!.* -- \S)/.test(line))
          .map(line => `${file}: ${line.trim()}`),
      );
    assert.deepEqual(bare, [], 'write `eslint-disable <rule> -- <reason>`');
  });
});

/** A file that git knows and that is gone from the disk has no exceptions. */
function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') {
      return '';
    }
    throw error;
  }
}
