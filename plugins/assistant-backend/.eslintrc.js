const { createPluginConfig } = require('../../scripts/eslint');

module.exports = createPluginConfig(__dirname, {
  lift: [
    { files: ['**/*Client.ts', '**/http/**'], may: ['http'] },
    { files: ['**/*OpenAi*.ts', '**/openai/**'], may: ['openai', 'http'] },
    { files: ['src/database/**', 'migrations/**'], may: ['database'] },
    { files: ['**/config.ts'], may: ['config', 'rootConfig'] },
    {
      files: ['src/plugin.ts', 'src/**/*ServiceFactory.ts'],
      may: ['rootConfig'],
    },
  ],
});
