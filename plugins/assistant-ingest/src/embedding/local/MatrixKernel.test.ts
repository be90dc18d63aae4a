import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { MatrixKernel } from './MatrixKernel';
import type { TensorFile } from './readTensors';

const PACKAGE =
  '@smart-assistant/backstage-plugin-assistant-backend-module-ingest';
const kernelModule = new WebAssembly.Module(
  readFileSync(resolvePackagePath(PACKAGE, 'assets/embedder/kernel.wasm')),
);

function tensors(weight: Int8Array, scale: Float32Array, bias: Float32Array) {
  return {
    int8: () => weight,
    float32: (name: string) => (name.endsWith('.scale') ? scale : bias),
  } as Partial<TensorFile> as TensorFile;
}

/** Small pseudo-random whole numbers, the same in each run. */
function numbers(count: number, limit: number, seed: number) {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return (state % (2 * limit + 1)) - limit;
  });
}

describe('MatrixKernel', () => {
  it.each([
    { rows: 1, inputs: 16, outputs: 4 },
    { rows: 3, inputs: 48, outputs: 8 },
    { rows: 6, inputs: 1280, outputs: 12 },
  ])(
    'multiplies $rows rows of $inputs by $outputs columns',
    ({ rows, inputs, outputs }) => {
      const kernel = new MatrixKernel({
        module: kernelModule,
        memoryBytes: 1_000_000,
      });
      const weight = Int8Array.from(numbers(inputs * outputs, 127, 1));
      const scale = Float32Array.from(
        numbers(outputs, 50, 2),
        value => value / 1000,
      );
      const bias = Float32Array.from(numbers(outputs, 50, 3));
      const layer = kernel.layer(tensors(weight, scale, bias), 'layer');
      const input = kernel.integers(rows + 1, inputs);
      input.data.set(numbers(rows * inputs, 8191, 4));
      const output = kernel.floats(rows + 1, outputs);

      kernel.apply({ layer, input, inputScale: 0.5, rows, output });

      for (let row = 0; row < rows; row++) {
        for (let column = 0; column < outputs; column++) {
          let sum = 0;
          for (let i = 0; i < inputs; i++) {
            sum += input.data[row * inputs + i] * weight[column * inputs + i];
          }
          const expected = sum * 0.5 * scale[column] + bias[column];
          expect(
            Math.abs(output.data[row * outputs + column] - expected),
          ).toBeLessThanOrEqual(1e-6 * Math.abs(sum * scale[column]) + 1e-3);
        }
      }
    },
  );

  it('holds the largest sums that can occur', () => {
    const kernel = new MatrixKernel({
      module: kernelModule,
      memoryBytes: 1_000_000,
    });
    const layer = kernel.layer(
      tensors(
        new Int8Array(4 * 1280).fill(-127),
        new Float32Array(4).fill(1),
        new Float32Array(4),
      ),
      'layer',
    );
    const input = kernel.integers(2, 1280);
    input.data.fill(8191);
    const output = kernel.floats(2, 4);
    kernel.apply({ layer, input, inputScale: 1, rows: 1, output });
    expect(output.data[0]).toBe(Math.fround(-127 * 8191 * 1280));
  });

  it('reads windows over neighbouring rows', () => {
    const kernel = new MatrixKernel({
      module: kernelModule,
      memoryBytes: 100_000,
    });
    const layer = kernel.layer(
      tensors(
        new Int8Array(4 * 32).fill(1),
        new Float32Array(4).fill(1),
        new Float32Array(4),
      ),
      'layer',
    );
    const input = kernel.integers(4, 16);
    [1, 10, 100, 1000].forEach((value, row) =>
      input.data.fill(value, row * 16, row * 16 + 16),
    );
    const output = kernel.floats(2, 4);
    kernel.apply({ layer, input, inputScale: 1, rows: 2, output });
    expect([output.data[0], output.data[4]]).toEqual([16 * 11, 16 * 110]);
  });

  it('rejects a layer of an impossible shape and memory that is too small', () => {
    const kernel = new MatrixKernel({
      module: kernelModule,
      memoryBytes: 65_536,
    });
    const bad = tensors(
      new Int8Array(4 * 15),
      new Float32Array(4),
      new Float32Array(4),
    );
    expect(() => kernel.layer(bad, 'odd')).toThrow(
      'Layer odd has an impossible shape',
    );
    expect(() => kernel.floats(1_000, 1_000)).toThrow('too small');
  });

  it('rejects a file that is another module', () => {
    const empty = new WebAssembly.Module(
      Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0]),
    );
    expect(() => new MatrixKernel({ module: empty, memoryBytes: 1 })).toThrow(
      'does not export',
    );
  });
});

describe('committed build products', () => {
  it('equal a fresh build of kernel and workers', async () => {
    const script = resolvePackagePath(PACKAGE, 'wasm/build.mjs');
    const { stdout } = await promisify(execFile)(process.execPath, [
      script,
      '--check',
    ]);
    expect(stdout).toMatch(
      /kernel\.wasm \d+ bytes, ok\n.*worker\.cjs \d+ bytes, ok\n.*worker\.cjs \d+ bytes, ok/,
    );
  }, 30_000);
});
