import { DenseRunner } from './DenseRunner';
import type { DenseLayer, Matrix, MatrixKernel } from './MatrixKernel';
import {
  addInPlace,
  lengthOf,
  rectify,
  scaleInPlace,
} from './matrixOperations';
import type { TensorFile } from './readTensors';

/** The widest row that passes through: the features of a token. */
const MAX_WIDTH = 1280;
const LAYERS = ['sum', 'd0', 'd1', 'd2', 'd3', 'p1', 'p3', 'axes'] as const;

/**
 * From the features of all tokens to the vector of the sentence: sum, dense network with two short cuts, principal axes.
 *
 * @internal
 */
export class SentenceHead {
  readonly dimensions: number;
  readonly #layers: Record<(typeof LAYERS)[number], DenseLayer>;
  readonly #dense: DenseRunner;
  readonly #buffers: Record<
    'mean' | 'sentence' | 'deep0' | 'deep1' | 'deep2' | 'deep3' | 'part',
    Matrix<Float32Array>
  >;

  constructor(options: { tensors: TensorFile; kernel: MatrixKernel }) {
    const { tensors, kernel } = options;
    this.#layers = Object.fromEntries(
      LAYERS.map(name => [name, kernel.layer(tensors, name)]),
    ) as Record<(typeof LAYERS)[number], DenseLayer>;
    this.#dense = new DenseRunner(kernel, { rows: 2, width: MAX_WIDTH });
    const buffer = () => kernel.floats(2, MAX_WIDTH);
    this.#buffers = {
      mean: buffer(),
      sentence: buffer(),
      deep0: buffer(),
      deep1: buffer(),
      deep2: buffer(),
      deep3: buffer(),
      part: buffer(),
    };
    this.dimensions = this.#layers.axes.outputs;
  }

  /** The unit vector of a sentence whose tokens have these features. */
  apply(features: Matrix<Float32Array>, count: number): Float32Array {
    const { part, deep3 } = this.#buffers;
    this.#sum(features, count);
    this.#deepen();
    this.#dense.row(this.#layers.axes, deep3, part);
    const length = lengthOf(part, this.dimensions);
    return part.data.slice(0, this.dimensions).map(value => value / length);
  }

  /** Sum over the tokens through one layer, divided by the square root of their number. */
  #sum(features: Matrix<Float32Array>, count: number) {
    const { mean, sentence } = this.#buffers;
    const { data, width } = features;
    mean.data.fill(0);
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < width; i++) {
        mean.data[i] += data[row * width + i] / count;
      }
    }
    // The layer is applied to the mean, so that its bias counts once per token: (n * W(mean) + n * b) / sqrt(n).
    this.#dense.row(this.#layers.sum, mean, sentence);
    scaleInPlace(sentence, this.#layers.sum.outputs, Math.sqrt(count));
  }

  #deepen() {
    const { d0, d1, d2, d3, p1, p3 } = this.#layers;
    const { sentence, deep0, deep1, deep2, deep3, part } = this.#buffers;
    this.#dense.row(d0, sentence, deep0);
    rectify(deep0, d0.outputs);
    this.#dense.row(p1, sentence, deep1);
    this.#dense.row(d1, deep0, part);
    addInPlace(deep1, part, d1.outputs);
    rectify(deep1, d1.outputs);
    this.#dense.row(d2, deep1, deep2);
    rectify(deep2, d2.outputs);
    this.#dense.row(p3, deep1, deep3);
    this.#dense.row(d3, deep2, part);
    addInPlace(deep3, part, d3.outputs);
    for (let i = 0; i < d3.outputs; i++) {
      deep3.data[i] = Math.tanh(deep3.data[i]);
    }
    scaleInPlace(deep3, d3.outputs, 1 / lengthOf(deep3, d3.outputs));
  }
}
