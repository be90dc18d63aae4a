const { createPluginConfig } = require('../../scripts/eslint');

module.exports = createPluginConfig(__dirname, {
  lift: [{ files: ['src/http/**'], may: ['http'] }],
});
