// node --test scripts/checkConfigDocs.test.mjs
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  compareKeys,
  readConfigKeys,
  readDocumentedKeys,
} from './checkConfigDocs.mjs';

test('finds nested keys, items, free keys and alternatives', () => {
  const keys = readConfigKeys(`
    import { HumanDuration } from '@backstage/types';
    export interface Config {
      assistant?: {
        role?: 'all' | 'serve';
        keep?: string | HumanDuration;
        names?: { [environment: string]: string[] };
        glossary?: Array<{ term: string; means: string[] }>;
        folders?: { id: string; 'path'?: string }[];
        schedule?: boolean | { cron?: string };
      };
    }`);
  assert.deepEqual(keys, [
    'assistant.role',
    'assistant.keep',
    'assistant.names.<environment>',
    'assistant.glossary[].term',
    'assistant.glossary[].means',
    'assistant.folders[].id',
    'assistant.folders[].path',
    'assistant.schedule.cron',
  ]);
});

test('a file without Config is an error', () => {
  assert.throws(() => readConfigKeys('export {};'), /no interface Config/);
});

test('reads the first column of tables only', () => {
  const markdown =
    '| key | type |\n| --- | --- |\n| `assistant.role` | `all` |\ntext `assistant.other`\n';
  assert.deepEqual(readDocumentedKeys(markdown), ['assistant.role']);
});

test('names what is missing on either side', () => {
  assert.deepEqual(
    compareKeys({
      declared: ['assistant.a', 'assistant.b'],
      documented: ['assistant.b', 'assistant.c', 'page:assistant'],
    }),
    [
      'assistant.a is missing in docs/content/configuration.md',
      'assistant.c is documented, but no config.d.ts declares it',
    ],
  );
});
