export interface Sample {
  features: readonly number[];
  positive: boolean;
}

/** Bias first, then a weight per feature. */
export type Weights = number[];

const STEPS = 50;

/**
 * Logistic regression by Newton's method; both classes count the same, however many samples they
 * have, and large weights cost `ridge`.
 */
export function fitLogistic(
  samples: readonly Sample[],
  ridge: number,
): Weights {
  const rows = samples.map(({ features }) => [1, ...features]);
  const positives = samples.filter(({ positive }) => positive).length;
  const size = rows[0].length;
  const weights = new Array<number>(size).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = weights.map((w, i) => (i ? ridge * rows.length * w : 0));
    const hessian = weights.map((_, i) =>
      weights.map((__, j) => (i === j ? (i ? ridge : 1e-6) * rows.length : 0)),
    );
    rows.forEach((row, n) => {
      const { positive } = samples[n];
      const count = positive ? positives : rows.length - positives;
      const share = rows.length / 2 / count;
      const probability = predict(weights, row.slice(1));
      for (let i = 0; i < size; i++) {
        gradient[i] += share * (probability - Number(positive)) * row[i];
        for (let j = 0; j < size; j++) {
          hessian[i][j] +=
            share * probability * (1 - probability) * row[i] * row[j];
        }
      }
    });
    solve(hessian, gradient).forEach((delta, i) => {
      weights[i] -= delta;
    });
  }
  return weights;
}

export function predict(
  [bias, ...weights]: Weights,
  features: readonly number[],
): number {
  const sum = weights.reduce((total, w, i) => total + w * features[i], bias);
  return 1 / (1 + Math.exp(-sum));
}

/** Gauss-Jordan with pivots; the matrix is small and positive definite. */
function solve(matrix: number[][], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let column = 0; column < rows.length; column++) {
    const pivot = rows
      .slice(column)
      .reduce((a, b) => (Math.abs(b[column]) > Math.abs(a[column]) ? b : a));
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(column, 0, pivot);
    for (const row of rows) {
      if (row !== pivot) {
        const factor = row[column] / pivot[column];
        row.forEach((value, i) => {
          row[i] = value - factor * pivot[i];
        });
      }
    }
  }
  return rows.map((row, i) => row[rows.length] / row[i]);
}
