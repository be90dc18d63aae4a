const { createPluginConfig } = require('../../scripts/eslint');

module.exports = createPluginConfig(__dirname, {
  lift: [
    { files: ['**/*Client.ts', '**/http/**'], may: ['http'] },
    { files: ['**/*OpenAi*.ts', '**/openai/**'], may: ['openai', 'http'] },
    { files: ['src/systems/kafka/**'], may: ['kafka'] },
    { files: ['**/config.ts'], may: ['config', 'rootConfig'] },
    { files: ['src/module.ts'], may: ['rootConfig'] },
  ],
});
