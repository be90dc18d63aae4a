const { createPluginConfig } = require('../../scripts/eslint');
const { noRouter } = require('../../scripts/eslint/restrictions');

module.exports = createPluginConfig(__dirname, { restrict: [noRouter] });
