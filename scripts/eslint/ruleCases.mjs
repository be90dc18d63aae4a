// Snippets for rules.test.mjs.

const OURS = '@smart-assistant/backstage-plugin-assistant';
export const IMPORTS = '@typescript-eslint/no-restricted-imports';
export const SYNTAX = 'no-restricted-syntax';
export const GLOBALS = 'no-restricted-globals';

const value = name => `import { a } from '${name}';\nexport const b = a;\n`;
const type = name => `import type { A } from '${name}';\nexport type B = A;\n`;
const dynamic = name => `export const b = import('${name}');\n`;
const call = expression => `export const b = () => ${expression};\n`;

/** what is wrong: [file, code, rule] */
export const wrong = {
  'backend imports ingest': [
    'plugins/assistant-backend/src/x/a.ts',
    value(`${OURS}-backend-module-ingest`),
    IMPORTS,
  ],
  'ingest imports backend': [
    'plugins/assistant-ingest/src/x/a.ts',
    value(`${OURS}-backend`),
    IMPORTS,
  ],
  'ingest imports a type of backend': [
    'plugins/assistant-ingest/src/x/a.ts',
    type(`${OURS}-backend`),
    IMPORTS,
  ],
  'ingest imports backend when it runs': [
    'plugins/assistant-ingest/src/x/a.ts',
    dynamic(`${OURS}-backend`),
    SYNTAX,
  ],
  'a test of ingest imports backend': [
    'plugins/assistant-ingest/src/x/a.test.ts',
    value(`${OURS}-backend`),
    IMPORTS,
  ],
  'common imports node': [
    'plugins/assistant-common/src/a.ts',
    value(`${OURS}-node`),
    IMPORTS,
  ],
  'common imports something below node': [
    'plugins/assistant-common/src/a.ts',
    value(`${OURS}-node/testUtils`),
    IMPORTS,
  ],
  'diagnosis imports node': [
    'plugins/assistant-diagnosis/src/a.ts',
    value(`${OURS}-node`),
    IMPORTS,
  ],
  'node imports a value of diagnosis': [
    'plugins/assistant-node/src/a.ts',
    value(`${OURS}-diagnosis`),
    IMPORTS,
  ],
  'the frontend imports diagnosis': [
    'plugins/assistant/src/a.ts',
    value(`${OURS}-diagnosis`),
    IMPORTS,
  ],
  'the frontend imports the backend plugin': [
    'plugins/assistant/src/a.ts',
    value(`${OURS}-backend`),
    '@backstage/no-mixed-plugin-imports',
  ],
  'the frontend imports a router': [
    'plugins/assistant/src/a.tsx',
    value('react-router-dom'),
    IMPORTS,
  ],
  'a stage takes a Config': [
    'plugins/assistant-backend/src/ask/a.ts',
    `import type { Config } from '@backstage/config';\nexport type B = Config;\n`,
    IMPORTS,
  ],
  'a source asks for the config': [
    'plugins/assistant-ingest/src/documents/a.ts',
    `import { coreServices } from '@backstage/backend-plugin-api';\nexport const b = coreServices.rootConfig;\n`,
    SYNTAX,
  ],
  'a stage imports knex': [
    'plugins/assistant-backend/src/ask/a.ts',
    type('knex'),
    IMPORTS,
  ],
  'a stage imports PGlite when it runs': [
    'plugins/assistant-backend/src/ask/a.ts',
    dynamic('@electric-sql/pglite'),
    SYNTAX,
  ],
  'ingest imports pg': [
    'plugins/assistant-ingest/src/a.ts',
    value('pg'),
    IMPORTS,
  ],
  'config.ts imports knex': [
    'plugins/assistant-backend/src/config.ts',
    value('knex'),
    IMPORTS,
  ],
  'a source fetches': [
    'plugins/assistant-ingest/src/documents/a.ts',
    call('fetch("https://a.example")'),
    GLOBALS,
  ],
  'a stage fetches by a detour': [
    'plugins/assistant-backend/src/ask/a.ts',
    call('globalThis.fetch("https://a.example")'),
    SYNTAX,
  ],
  'a stage imports undici': [
    'plugins/assistant-backend/src/ask/a.ts',
    value('undici'),
    IMPORTS,
  ],
  'a stage imports node:https': [
    'plugins/assistant-backend/src/ask/a.ts',
    value('node:https'),
    IMPORTS,
  ],
  'a component fetches': [
    'plugins/assistant/src/components/a.tsx',
    call('fetch("https://a.example")'),
    GLOBALS,
  ],
  'a stage imports openai': [
    'plugins/assistant-backend/src/ask/a.ts',
    value('openai'),
    IMPORTS,
  ],
  'a source imports a Kafka client': [
    'plugins/assistant-ingest/src/documents/a.ts',
    value('kafkajs'),
    IMPORTS,
  ],
  'diagnosis imports a Node built-in': [
    'plugins/assistant-diagnosis/src/a.ts',
    value('node:crypto'),
    IMPORTS,
  ],
  'diagnosis reads the clock': [
    'plugins/assistant-diagnosis/src/a.ts',
    call('Date.now()'),
    SYNTAX,
  ],
  'diagnosis reads the clock by a date': [
    'plugins/assistant-diagnosis/src/a.ts',
    call('new Date()'),
    SYNTAX,
  ],
  'common imports a Node built-in': [
    'plugins/assistant-common/src/a.ts',
    value('fs/promises'),
    IMPORTS,
  ],
  'common imports React': [
    'plugins/assistant-common/src/a.ts',
    value('react'),
    IMPORTS,
  ],
  'index.ts holds code': [
    'plugins/assistant-node/src/x/index.ts',
    'export const a = 1;\n',
    SYNTAX,
  ],
  'index.ts imports': [
    'plugins/assistant-backend/src/index.ts',
    `import './plugin';\n`,
    SYNTAX,
  ],
  'the policy of the demo imports backend': [
    'packages/demo-policy/src/a.ts',
    value(`${OURS}-backend`),
    IMPORTS,
  ],
};

/** what must be possible: [file, code] */
export const right = {
  'backend imports node': [
    'plugins/assistant-backend/src/ask/a.ts',
    value(`${OURS}-node`),
  ],
  'node imports a type of diagnosis': [
    'plugins/assistant-node/src/a.ts',
    type(`${OURS}-diagnosis`),
  ],
  'config.ts takes a Config': [
    'plugins/assistant-ingest/src/systems/x/config.ts',
    `import type { Config } from '@backstage/config';\nexport type B = Config;\n`,
  ],
  'plugin.ts asks for the config': [
    'plugins/assistant-backend/src/plugin.ts',
    `import { coreServices } from '@backstage/backend-plugin-api';\nexport const b = coreServices.rootConfig;\n`,
  ],
  'an operation imports knex': [
    'plugins/assistant-backend/src/database/operations/a.ts',
    type('knex'),
  ],
  'a relative file may be called as a module': [
    'plugins/assistant-backend/src/ask/a.ts',
    type('./pg'),
  ],
  'an OpenAI file imports openai': [
    'plugins/assistant-backend/src/generation/openai/a.ts',
    value('openai'),
  ],
  'a test fetches': [
    'plugins/assistant-backend/src/router/a.test.ts',
    call('fetch("http://localhost")'),
  ],
  'diagnosis reads a given time': [
    'plugins/assistant-diagnosis/src/a.ts',
    `export const b = (at: number) => new Date(at);\n`,
  ],
  'index.ts re-exports': [
    'plugins/assistant-backend/src/index.ts',
    `export { a as default } from './plugin';\nexport * from './x';\n`,
  ],
};
