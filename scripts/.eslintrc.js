module.exports = require('./eslint').createToolConfig(__dirname);
