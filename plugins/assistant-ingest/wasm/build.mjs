// Builds what the embedder's worker loads at run time, beside the weights:
//   assets/embedder/kernel.wasm   from wasm/kernel.wat
//   assets/embedder/worker.cjs    from src/embedding/local/worker.ts (one file, no imports but Node's own)
// Both are committed, so that an installed package needs no build step. `--check` writes nothing and fails when a
// committed file differs from a fresh build.
import { build } from 'esbuild';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import wabt from 'wabt';

const root = new URL('../', import.meta.url);

async function buildKernel() {
  const source = await readFile(new URL('wasm/kernel.wat', root), 'utf8');
  const { parseWat } = await wabt();
  const parsed = parseWat('kernel.wat', source, { simd: true });
  parsed.validate();
  return Buffer.from(parsed.toBinary({}).buffer);
}

async function buildWorker() {
  const result = await build({
    absWorkingDir: fileURLToPath(root),
    entryPoints: ['src/embedding/local/worker.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    legalComments: 'none',
    banner: {
      js: '// Made by wasm/build.mjs from src/embedding/local/worker.ts. Do not edit.\n/* eslint-disable */',
    },
  });
  return Buffer.from(result.outputFiles[0].contents);
}

const outputs = [
  ['assets/embedder/kernel.wasm', await buildKernel()],
  ['assets/embedder/worker.cjs', await buildWorker()],
];
const check = process.argv.includes('--check');
for (const [path, fresh] of outputs) {
  const url = new URL(path, root);
  if (!check) {
    await writeFile(url, fresh);
  } else if (!fresh.equals(await readFile(url).catch(() => Buffer.alloc(0)))) {
    process.exitCode = 1;
  }
  const state =
    check && process.exitCode ? 'differs, run: yarn build:embedder' : 'ok';
  process.stdout.write(`${path} ${fresh.length} bytes, ${state}\n`);
}
