const { createPluginConfig } = require('../../scripts/eslint');
const { noClock, noNode } = require('../../scripts/eslint/restrictions');

module.exports = createPluginConfig(__dirname, {
  restrict: [noNode, noClock],
});
