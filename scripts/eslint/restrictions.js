// What only some files may do: the import rules. A restriction is
//   paths, patterns   for no-restricted-imports
//   globals           for no-restricted-globals
//   syntax            for no-restricted-syntax
const { builtinModules } = require('node:module');

/** Modules with everything below them, imported statically, by `import()` or by `require()`. */
function modules(names, message, options = {}) {
  const anyOf = names.map(name => name.replaceAll('/', '\\x2f')).join('|');
  const source = `/^(?:${anyOf})(?:\\x2f|$)/`;
  return {
    paths: names.map(name => ({ name, message, ...options })),
    patterns: [{ group: names.map(name => `${name}/*`), message, ...options }],
    syntax: [
      { selector: `ImportExpression[source.value=${source}]`, message },
      {
        selector: `CallExpression[callee.name='require'][arguments.0.value=${source}]`,
        message,
      },
    ],
  };
}

function merge(...restrictions) {
  const all = key =>
    restrictions.flatMap(restriction => restriction[key] ?? []);
  return {
    paths: all('paths'),
    patterns: all('patterns'),
    globals: all('globals'),
    syntax: all('syntax'),
  };
}

const HTTP_MESSAGE =
  'Only *Client.ts and http/ do HTTP: take a client, or createOutgoingFetch of assistant-node.';

/** Restrictions that a package may lift for some of its files. */
const liftable = {
  config: {
    paths: [
      {
        name: '@backstage/config',
        importNames: ['Config', 'ConfigReader', 'readDurationFromConfig'],
        message: 'Only config.ts takes a Config: take its typed options.',
      },
      {
        name: '@backstage/backend-plugin-api',
        importNames: ['RootConfigService'],
        message: 'Only config.ts takes a Config: take its typed options.',
      },
    ],
  },
  rootConfig: {
    syntax: [
      {
        selector:
          "MemberExpression[object.name='coreServices'][property.name='rootConfig']",
        message:
          'Only plugin.ts, module.ts and service factories ask for the config, and hand it to config.ts.',
      },
    ],
  },
  database: modules(
    ['knex', 'pg', 'pg-protocol', 'pgvector', '@electric-sql'],
    'Only database/ speaks SQL: add an operation there.',
  ),
  http: merge(
    modules(['node:http', 'node:https', 'http', 'https'], HTTP_MESSAGE, {
      // a server's types are no call
      allowTypeImports: true,
    }),
    modules(
      ['undici', 'axios', 'got', 'node-fetch', 'cross-fetch', 'ky'],
      HTTP_MESSAGE,
    ),
    {
      globals: ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'].map(
        name => ({ name, message: HTTP_MESSAGE }),
      ),
      syntax: [
        {
          selector:
            "MemberExpression[object.name=/^(?:globalThis|window)$/][property.name='fetch']",
          message: HTTP_MESSAGE,
        },
      ],
    },
  ),
  openai: modules(
    ['openai'],
    'Only the OpenAI files import openai: everybody else takes a LanguageModel or an Embedder.',
  ),
  kafka: modules(
    ['kafkajs', 'node-rdkafka', '@confluentinc', '@platformatic/kafka'],
    'Only systems/kafka imports the Kafka client.',
  ),
};

const NO_NODE = 'This package runs in browsers too: no Node built-in here.';
const noNode = {
  paths: builtinModules.map(name => ({ name, message: NO_NODE })),
  patterns: [{ group: ['node:*'], message: NO_NODE }],
  globals: ['process', 'Buffer', '__dirname', '__filename', 'require'].map(
    name => ({ name, message: NO_NODE }),
  ),
  syntax: [
    { selector: 'ImportExpression[source.value=/^node:/]', message: NO_NODE },
  ],
};

const noReact = modules(
  ['react', 'react-dom', '@material-ui', '@backstage/core-components'],
  'assistant-common is read by the server as well: no React here.',
);

const NO_CLOCK =
  'The diagnosis is a pure function of its snapshot: use snapshot.at, no clock, no timer, no chance.';
const noClock = {
  globals: [
    'performance',
    'setTimeout',
    'setInterval',
    'setImmediate',
    'queueMicrotask',
  ].map(name => ({ name, message: NO_CLOCK })),
  syntax: [
    "NewExpression[callee.name='Date'][arguments.length=0]",
    "CallExpression[callee.name='Date']",
    "MemberExpression[object.name='Date'][property.name='now']",
    "MemberExpression[object.name='Math'][property.name='random']",
  ].map(selector => ({ selector, message: NO_CLOCK })),
};

const noRouter = modules(
  ['react-router-dom', 'react-router'],
  'Routes come from the frontend system: use useRouteRef and Link, so that the host chooses the router.',
);

const onlyReExports = {
  syntax: [
    {
      selector:
        'Program > :not(ExportAllDeclaration):not(ExportNamedDeclaration)',
      message: 'index.ts only re-exports.',
    },
    {
      selector: 'Program > ExportNamedDeclaration:not([source])',
      message: 'index.ts only re-exports.',
    },
  ],
};

module.exports = {
  liftable,
  merge,
  noClock,
  noNode,
  noReact,
  noRouter,
  onlyReExports,
};
