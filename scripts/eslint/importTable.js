// Which of our packages may import which: each room knows only what is nearer to the core.

const PREFIX = '@smart-assistant/backstage-plugin-';
const COMMON = `${PREFIX}assistant-common`;
const DIAGNOSIS = `${PREFIX}assistant-diagnosis`;
const NODE = `${PREFIX}assistant-node`;
const FRONTEND = `${PREFIX}assistant`;
const BACKEND = `${PREFIX}assistant-backend`;
const INGEST = `${PREFIX}assistant-backend-module-ingest`;
const SCAFFOLDER =
  '@smart-assistant/backstage-plugin-scaffolder-backend-module-assistant';

/** `values` may be imported freely, of `types` only the types. */
const importTable = {
  [COMMON]: { values: [] },
  [DIAGNOSIS]: { values: [COMMON] },
  [NODE]: { values: [COMMON], types: [DIAGNOSIS] },
  // backend and ingest never import each other: they meet in assistant-node
  [INGEST]: { values: [COMMON, DIAGNOSIS, NODE] },
  [BACKEND]: { values: [COMMON, DIAGNOSIS, NODE] },
  [FRONTEND]: { values: [COMMON] },
  [SCAFFOLDER]: { values: [COMMON, NODE] },
  app: { values: [FRONTEND] },
  // its test asks the whole product
  backend: { values: [BACKEND, INGEST, COMMON, NODE] },
  '@internal/demo-policy': { values: [COMMON] },
};

/** A restriction (see restrictions.js) that holds in every file of the package, tests included. */
function restrictOurPackages(packageName) {
  const row = importTable[packageName];
  if (!row) {
    throw new Error(
      `${packageName} has no row in scripts/eslint/importTable.js: add one that says which of our packages it may import`,
    );
  }
  const { values, types = [] } = row;
  const message = `${packageName} may import of ours: ${
    [...values, ...types.map(name => `${name} (types)`)].join(', ') || 'nothing'
  }.`;
  const allowed = [...values, ...types];
  return {
    patterns: [
      {
        group: ['@smart-assistant/*', ...allowed.map(name => `!${name}`)],
        message,
      },
      ...types.map(name => ({
        group: [name],
        allowTypeImports: true,
        message,
      })),
    ],
    syntax: [
      {
        selector: `ImportExpression[source.value=/^@smart-assistant\\x2f(?!(?:${values
          .map(name => name.slice('@smart-assistant/'.length))
          .join('|')})(?:\\x2f|$))/]`,
        message,
      },
    ],
  };
}

module.exports = { importTable, restrictOurPackages };
