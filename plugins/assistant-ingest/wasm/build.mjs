// Builds what the worker threads of embedder and telemetry load at run time:
//   assets/embedder/kernel.wasm   from wasm/kernel.wat
//   assets/embedder/worker.cjs    from src/embedding/local/worker.ts (one file, no imports but Node's own)
//   assets/telemetry/worker.cjs   from src/telemetry/thread/worker.ts (likewise)
// All are committed, so that an installed package needs no build step. `--check` writes nothing and fails when a
// committed file differs from a fresh build.
import { build } from 'esbuild';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
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

async function buildWorker(entry) {
  const result = await build({
    absWorkingDir: fileURLToPath(root),
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    legalComments: 'none',
    banner: {
      js: `// Made by wasm/build.mjs from ${entry}. Do not edit.\n/* eslint-disable */`,
    },
  });
  return Buffer.from(result.outputFiles[0].contents);
}

const outputs = [
  ['assets/embedder/kernel.wasm', await buildKernel()],
  [
    'assets/embedder/worker.cjs',
    await buildWorker('src/embedding/local/worker.ts'),
  ],
  [
    'assets/telemetry/worker.cjs',
    await buildWorker('src/telemetry/thread/worker.ts'),
  ],
];
const check = process.argv.includes('--check');
for (const [path, fresh] of outputs) {
  const url = new URL(path, root);
  if (!check) {
    await mkdir(new URL('./', url), { recursive: true });
    await writeFile(url, fresh);
  }
  const same = fresh.equals(await readFile(url).catch(() => Buffer.alloc(0)));
  process.exitCode = same ? process.exitCode : 1;
  const state = same ? 'ok' : 'differs, run: yarn build:threads';
  process.stdout.write(`${path} ${fresh.length} bytes, ${state}\n`);
}
