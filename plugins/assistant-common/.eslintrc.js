const { createPluginConfig } = require('../../scripts/eslint');
const { noNode, noReact } = require('../../scripts/eslint/restrictions');

module.exports = createPluginConfig(__dirname, {
  restrict: [noNode, noReact],
  lift: [{ files: ['**/*Client.ts'], may: ['http'] }],
});
