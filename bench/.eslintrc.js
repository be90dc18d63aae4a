module.exports = require('../scripts/eslint').createToolConfig(__dirname);
