// Budgets of size: warnings. One comment line with a reason may exceed one:
//   /* eslint-disable max-lines -- the tables of one language stand together */
const lines = max => ({
  max,
  skipBlankLines: false,
  skipComments: false,
});

const file = max => ({ 'max-lines': ['warn', lines(max)] });
const perFunction = max => ({
  'max-lines-per-function': ['warn', { ...lines(max), IIFEs: true }],
});

const budgets = [
  {
    files: ['**/*.{js,mjs,cjs,ts,tsx}'],
    rules: { ...file(250), ...perFunction(50) },
  },
  // components
  { files: ['**/*.tsx'], rules: perFunction(150) },
  // wiring is one function
  {
    files: ['src/plugin.{ts,tsx}'],
    rules: { ...file(200), ...perFunction(200) },
  },
  { files: ['src/module.ts'], rules: { ...file(60), ...perFunction(60) } },
  // a migration is a list of columns with their comments
  { files: ['migrations/**'], rules: { 'max-lines-per-function': 'off' } },
  // a describe block is no function that anyone has to understand at once
  { files: ['**/*.{test,spec}.*'], rules: { 'max-lines-per-function': 'off' } },
];

module.exports = { budgets };
