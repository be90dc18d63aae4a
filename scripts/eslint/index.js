// The lint rules of this repository on top of Backstage's: import rules are errors, budgets are warnings.
const { join } = require('node:path');
const factory = require('@backstage/cli/config/eslint-factory');
const { budgets } = require('./budgets');
const { restrictOurPackages } = require('./importTable');
const { liftable, merge, onlyReExports } = require('./restrictions');

const TESTS = [
  '**/*.test.*',
  '**/testUtils/**',
  '**/__testUtils__/**',
  '**/__fixtures__/**',
  'src/setupTests.*',
  'dev/**',
];

const common = {
  reportUnusedDisableDirectives: true,
  parserOptions: { ecmaVersion: 2022 },
  tsRules: {
    // a file reads top to bottom, its helpers stand below; what would really fail is still found
    '@typescript-eslint/no-use-before-define': [
      'error',
      { functions: false, classes: false, variables: false, typedefs: false },
    ],
  },
};

/** A severity alone would inherit the options of the rows above. */
const rule = options => (options.length > 0 ? ['error', ...options] : 'off');

/** Rules of a restriction; what Backstage's own config says of syntax stays. */
function toRules({ paths, patterns, globals, syntax }, baseSyntax) {
  return {
    // not the rule of ESLint itself: the factory sets that one, and it does not know type imports
    '@typescript-eslint/no-restricted-imports': ['error', { paths, patterns }],
    'no-restricted-globals': rule(globals),
    'no-restricted-syntax': rule([...baseSyntax, ...syntax]),
  };
}

/**
 * For a plugin: the import table, and what of `liftable` its files may do.
 *
 * @param dir folder of the package
 * @param options.restrict restrictions that hold in the whole package
 * @param options.lift `[{ files, may }]`; of two rows that fit a file the later one counts
 */
function createPluginConfig(dir, { restrict = [], lift = [] } = {}) {
  const { name, exports = {} } = require(join(dir, 'package.json'));
  const config = factory(dir, {
    ...common,
    rules: { '@backstage/no-mixed-plugin-imports': 'error' },
  });
  const base = config.rules['no-restricted-syntax'].slice(1);
  const table = restrictOurPackages(name);
  const rulesBut = (may, ...more) => {
    const held = Object.keys(liftable).filter(key => !may.includes(key));
    return toRules(
      merge(table, ...restrict, ...held.map(key => liftable[key]), ...more),
      base,
    );
  };

  Object.assign(config.rules, rulesBut([]));
  config.overrides.push(
    ...lift.map(({ files, may }) => ({ files, rules: rulesBut(may) })),
    { files: ['src/**/index.ts'], rules: rulesBut([], onlyReExports) },
    { files: TESTS, rules: toRules(merge(table), []) },
    {
      // helpers that only the package's own tests use need no dependency of the package
      files: exports['./testUtils'] ? [] : ['**/testUtils/**'],
      rules: { '@backstage/no-undeclared-imports': 'off' },
    },
    ...budgets,
  );
  config.overrides = config.overrides.filter(({ files }) => files.length > 0);
  return config;
}

/** For apps and the demo's modules: they hold wiring, so only the import table counts. */
function createDemoConfig(dir) {
  const { name } = require(join(dir, 'package.json'));
  const config = factory(dir, common);
  const base = config.rules['no-restricted-syntax'].slice(1);
  Object.assign(config.rules, toRules(merge(restrictOurPackages(name)), base));
  config.overrides.push(...budgets);
  return config;
}

/** For measures, browser tests and scripts: packages without a role. */
function createToolConfig(dir, rules = {}) {
  const config = factory.createConfigForRole(dir, 'cli', { ...common, rules });
  config.overrides.push(...budgets);
  return config;
}

module.exports = { createDemoConfig, createPluginConfig, createToolConfig };
