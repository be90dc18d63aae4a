import type { Matrix } from './MatrixKernel';

/** Largest activation: 13 bits and a sign, so that the kernel's 32-bit sums cannot overflow (see wasm/kernel.wat). */
const ACTIVATION_LIMIT = 8191;

/** Part of the columns of a float matrix. */
export interface Columns {
  readonly matrix: Matrix<Float32Array>;
  readonly from: number;
  readonly count: number;
}

/**
 * Writes rows of floats as integers below `ACTIVATION_LIMIT`, starting at row `firstRow` of the target; returns the scale that leads back.
 * One scale per text: a text's vector must not depend on what else is in the batch.
 *
 * @internal
 */
export function quantizeRows(
  source: Columns,
  rows: number,
  target: Matrix<Int16Array>,
  firstRow = 0,
): number {
  const { matrix, from, count } = source;
  const { data, width } = matrix;
  let peak = 0;
  for (let row = 0; row < rows; row++) {
    for (let i = row * width + from, end = i + count; i < end; i++) {
      const size = Math.abs(data[i]);
      peak = size > peak ? size : peak;
    }
  }
  const factor = peak > 0 ? ACTIVATION_LIMIT / peak : 0;
  for (let row = 0; row < rows; row++) {
    let out = (firstRow + row) * target.width;
    for (let i = row * width + from, end = i + count; i < end; i++, out++) {
      // Math.round in the shape that compiles to a plain conversion.
      const value = data[i] * factor;
      target.data[out] = value < 0 ? value - 0.5 : value + 0.5;
    }
  }
  return peak / ACTIVATION_LIMIT;
}

/** What a layer normalisation multiplies with and adds. */
export interface Norm {
  readonly gain: Float32Array;
  readonly bias: Float32Array;
}

/** Each row to mean 0 and variance 1, then gain and bias. */
export function normalizeRows(
  { data, width }: Matrix<Float32Array>,
  rows: number,
  { gain, bias, epsilon }: Norm & { epsilon: number },
) {
  for (let row = 0; row < rows; row++) {
    const start = row * width;
    let sum = 0;
    let squares = 0;
    for (let i = start; i < start + width; i++) {
      sum += data[i];
    }
    const mean = sum / width;
    for (let i = start; i < start + width; i++) {
      squares += (data[i] - mean) * (data[i] - mean);
    }
    const factor = 1 / Math.sqrt(squares / width + epsilon);
    for (let i = 0; i < width; i++) {
      data[start + i] = (data[start + i] - mean) * factor * gain[i] + bias[i];
    }
  }
}

/** target = max(values, 0) + source */
export function addRectified(
  values: Matrix<Float32Array>,
  source: Columns,
  target: Columns,
  rows: number,
) {
  for (let row = 0; row < rows; row++) {
    const from = row * source.matrix.width + source.from;
    const to = row * target.matrix.width + target.from;
    for (let i = 0; i < values.width; i++) {
      const value = values.data[row * values.width + i];
      target.matrix.data[to + i] =
        (value > 0 ? value : 0) + source.matrix.data[from + i];
    }
  }
}

export function addInPlace(
  target: Matrix<Float32Array>,
  source: Matrix<Float32Array>,
  count: number,
) {
  for (let i = 0; i < count; i++) {
    target.data[i] += source.data[i];
  }
}

export function rectify({ data }: Matrix<Float32Array>, count: number) {
  for (let i = 0; i < count; i++) {
    data[i] = data[i] > 0 ? data[i] : 0;
  }
}

export function scaleInPlace(
  { data }: Matrix<Float32Array>,
  count: number,
  factor: number,
) {
  for (let i = 0; i < count; i++) {
    data[i] *= factor;
  }
}

export function lengthOf(
  { data }: Matrix<Float32Array>,
  count: number,
): number {
  let squares = 0;
  for (let i = 0; i < count; i++) {
    squares += data[i] * data[i];
  }
  // A vector of zeros cannot be brought to length 1; it stays as it is.
  return Math.sqrt(squares) || 1;
}
