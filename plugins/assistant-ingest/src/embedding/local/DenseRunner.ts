import type { DenseLayer, Matrix, MatrixKernel } from './MatrixKernel';
import { type Columns, quantizeRows } from './matrixOperations';

/**
 * Applies layers to float rows, by way of one shared buffer of integers.
 *
 * @internal
 */
export class DenseRunner {
  readonly #kernel: MatrixKernel;
  readonly #scratch: Matrix<Int16Array>;

  /** No product may need more than `rows` x `width` integers; the kernel reads an even number of rows. */
  constructor(kernel: MatrixKernel, size: { rows: number; width: number }) {
    this.#kernel = kernel;
    this.#scratch = kernel.integers(size.rows + (size.rows % 2), size.width);
  }

  /** `output[row] = layer(source[row])` */
  rows(options: {
    layer: DenseLayer;
    source: Columns;
    rows: number;
    output: Matrix<Float32Array>;
  }) {
    const { layer, source, rows, output } = options;
    const input = { ...this.#scratch, width: layer.inputs };
    const inputScale = quantizeRows(source, rows, input);
    this.#kernel.apply({ layer, input, inputScale, rows, output });
  }

  /** The same for a single row. */
  row(
    layer: DenseLayer,
    matrix: Matrix<Float32Array>,
    output: Matrix<Float32Array>,
  ) {
    const source = { matrix, from: 0, count: layer.inputs };
    this.rows({ layer, source, rows: 1, output });
  }
}
