module.exports = require('../../scripts/eslint').createDemoConfig(__dirname);
