// Bundles LocalEmbedder as a published package would, embeds two texts in plain Node, and neither disposes nor exits.
/* eslint-disable @backstage/no-undeclared-imports, no-restricted-syntax -- runs in this repository only, by a test */
const { buildSync } = require('esbuild');
const Module = require('node:module');
const { join } = require('node:path');

const entry = join(__dirname, '../LocalEmbedder.ts');
const { outputFiles } = buildSync({
  entryPoints: [entry],
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'cjs',
  write: false,
});
const built = new Module(entry, module);
built.paths = module.paths;
built._compile(outputFiles[0].text, entry);

const { signal } = new AbortController();
new built.exports.LocalEmbedder()
  .embed(['pod', 'под'], { kind: 'passage', signal })
  .then(vectors => process.stdout.write(`${vectors.length} vectors\n`));
