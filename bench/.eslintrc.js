module.exports = require('../scripts/eslint').createToolConfig(__dirname, {
  // a measure looks inside the packages, whose doors show less
  '@backstage/no-relative-monorepo-imports': 'off',
});
