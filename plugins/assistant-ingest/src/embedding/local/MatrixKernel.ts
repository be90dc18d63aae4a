import type { TensorFile } from './readTensors';

const PAGE_BYTES = 65_536;
type Multiply = (
  activations: number,
  strideBytes: number,
  rows: number,
  k: number,
  weights: number,
  columns: number,
  activationScale: number,
  scales: number,
  biases: number,
  output: number,
  outputStrideBytes: number,
) => void;

/** 8-bit weights in the kernel's memory: one row of `inputs` bytes per output. */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly weights: number;
  readonly scales: number;
  readonly biases: number;
}

/** Rows of numbers in the kernel's memory. */
export interface Matrix<T extends Float32Array | Int16Array> {
  readonly address: number;
  readonly width: number;
  readonly data: T;
}

/**
 * The WebAssembly part: memory that is handed out once and never freed, and one matrix product.
 *
 * @internal
 */
export class MatrixKernel {
  readonly #memory: WebAssembly.Memory;
  readonly #multiply: Multiply;
  #used = 0;

  constructor(options: { module: WebAssembly.Module; memoryBytes: number }) {
    const { memory, multiply } = new WebAssembly.Instance(options.module)
      .exports;
    if (
      !(memory instanceof WebAssembly.Memory) ||
      typeof multiply !== 'function'
    ) {
      throw new Error(
        'kernel.wasm does not export "memory" and "multiply"; reinstall the package',
      );
    }
    // Grown once, before any view is made: growing detaches all views.
    memory.grow(Math.ceil(options.memoryBytes / PAGE_BYTES));
    this.#memory = memory;
    this.#multiply = multiply as Multiply;
  }

  floats(rows: number, width: number): Matrix<Float32Array> {
    const address = this.#allocate(rows * width * 4);
    return {
      address,
      width,
      data: new Float32Array(this.#memory.buffer, address, rows * width),
    };
  }

  integers(rows: number, width: number): Matrix<Int16Array> {
    const address = this.#allocate(rows * width * 2);
    return {
      address,
      width,
      data: new Int16Array(this.#memory.buffer, address, rows * width),
    };
  }

  layer(tensors: TensorFile, name: string): DenseLayer {
    const weights = tensors.int8(`${name}.weight`);
    const scales = tensors.float32(`${name}.scale`);
    const biases = tensors.float32(`${name}.bias`);
    const layer = {
      inputs: weights.length / scales.length,
      outputs: scales.length,
      weights: this.#allocate(weights.length),
      scales: this.floats(1, scales.length),
      biases: this.floats(1, biases.length),
    };
    if (
      layer.inputs % 16 ||
      layer.outputs % 4 ||
      biases.length !== scales.length
    ) {
      throw new RangeError(
        `Layer ${name} has an impossible shape: ${weights.length} weights, ${scales.length} outputs`,
      );
    }
    new Int8Array(this.#memory.buffer, layer.weights, weights.length).set(
      weights,
    );
    layer.scales.data.set(scales);
    layer.biases.data.set(biases);
    return {
      ...layer,
      scales: layer.scales.address,
      biases: layer.biases.address,
    };
  }

  /**
   * `output[row] = layer(input[row])`. The kernel works on pairs of rows: both matrices need room for an even number.
   * A layer with more inputs than the matrix is wide reads on into the next rows: a window over neighbours.
   */
  apply(options: {
    layer: DenseLayer;
    input: Matrix<Int16Array>;
    inputScale: number;
    rows: number;
    output: Matrix<Float32Array>;
  }) {
    const { layer, input, inputScale, rows, output } = options;
    this.#multiply(
      input.address,
      input.width * 2,
      rows + (rows % 2),
      layer.inputs,
      layer.weights,
      layer.outputs,
      inputScale,
      layer.scales,
      layer.biases,
      output.address,
      output.width * 4,
    );
  }

  #allocate(bytes: number): number {
    const address = this.#used;
    this.#used += Math.ceil(bytes / 16) * 16;
    if (this.#used > this.#memory.buffer.byteLength) {
      throw new RangeError(
        `The embedder's memory of ${
          this.#memory.buffer.byteLength
        } bytes is too small`,
      );
    }
    return address;
  }
}
