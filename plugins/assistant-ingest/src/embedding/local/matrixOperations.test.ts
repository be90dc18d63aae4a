import type { Matrix } from './MatrixKernel';
import {
  addInPlace,
  addRectified,
  lengthOf,
  normalizeRows,
  quantizeRows,
  rectify,
  scaleInPlace,
} from './matrixOperations';

const floats = (width: number, ...values: number[]): Matrix<Float32Array> => ({
  address: 0,
  width,
  data: Float32Array.from(values),
});
const integers = (rows: number, width: number): Matrix<Int16Array> => ({
  address: 0,
  width,
  data: new Int16Array(rows * width),
});

describe('quantizeRows', () => {
  it('keeps 14 bits of the columns asked for', () => {
    const matrix = floats(4, 99, 1, -2, 99, 99, 0.5, 0, 99);
    const target = integers(4, 2);
    const scale = quantizeRows({ matrix, from: 1, count: 2 }, 2, target, 1);
    expect(scale).toBeCloseTo(2 / 8191, 9);
    expect([...target.data]).toEqual([0, 0, 4096, -8191, 2048, 0, 0, 0]);
  });

  it('writes zeros for zeros', () => {
    const target = integers(1, 2);
    target.data.fill(5);
    const source = { matrix: floats(2, 0, 0), from: 0, count: 2 };
    expect(quantizeRows(source, 1, target)).toBe(0);
    expect([...target.data]).toEqual([0, 0]);
  });
});

describe('normalizeRows', () => {
  it('brings each row to mean 0 and variance 1, then applies gain and bias', () => {
    const matrix = floats(2, 1, 3, -10, 10);
    const norm = { gain: Float32Array.of(2, 1), bias: Float32Array.of(0, 5) };
    normalizeRows(matrix, 2, { ...norm, epsilon: 0 });
    expect([...matrix.data]).toEqual([-2, 6, -2, 6]);
  });

  it('does not divide a row of equal numbers by zero', () => {
    const matrix = floats(2, 3, 3);
    const norm = { gain: Float32Array.of(1, 1), bias: Float32Array.of(0, 0) };
    normalizeRows(matrix, 1, { ...norm, epsilon: 1e-6 });
    expect([...matrix.data]).toEqual([0, 0]);
  });
});

describe('sums and lengths', () => {
  it('adds what is positive to the columns of another matrix', () => {
    const target = floats(3, 0, 0, 0, 0, 0, 0);
    addRectified(
      floats(1, -4, 7),
      { matrix: floats(2, 1, 2, 3, 4), from: 1, count: 1 },
      { matrix: target, from: 2, count: 1 },
      2,
    );
    expect([...target.data]).toEqual([0, 0, 2, 0, 0, 11]);
  });

  it('touches only as many numbers as asked', () => {
    const matrix = floats(3, -1, 2, -3);
    rectify(matrix, 2);
    expect([...matrix.data]).toEqual([0, 2, -3]);
    addInPlace(matrix, floats(3, 1, 1, 1), 2);
    expect([...matrix.data]).toEqual([1, 3, -3]);
    scaleInPlace(matrix, 2, 2);
    expect([...matrix.data]).toEqual([2, 6, -3]);
  });

  it('measures a length, and calls that of zeros 1', () => {
    expect(lengthOf(floats(3, 3, 4, 9), 2)).toBe(5);
    expect(lengthOf(floats(2, 0, 0), 2)).toBe(1);
  });
});
