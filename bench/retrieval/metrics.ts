/** Share with its 95 % interval. */
export interface Measure {
  value: number;
  low: number;
  high: number;
}

export interface Scores {
  n: number;
  recall1: Measure;
  recall5: Measure;
  mrr: Measure;
}

const RESAMPLES = 2_000;

/** Scores of ranks, 0 = first, -1 = not found. */
export function scoresOf(ranks: readonly number[]): Scores {
  return {
    n: ranks.length,
    recall1: bootstrap(ranks.map(rank => Number(rank === 0))),
    recall5: bootstrap(ranks.map(rank => Number(rank >= 0 && rank < 5))),
    mrr: bootstrap(ranks.map(rank => (rank >= 0 ? 1 / (rank + 1) : 0))),
  };
}

/** Mean with a bootstrap interval; the same values always give the same one. */
export function bootstrap(values: readonly number[]): Measure {
  if (values.length === 0) {
    return { value: 0, low: 0, high: 0 };
  }
  const random = randomOf(42);
  const means: number[] = [];
  for (let i = 0; i < RESAMPLES; i++) {
    let sum = 0;
    for (let j = 0; j < values.length; j++) {
      sum += values[Math.floor(random() * values.length)];
    }
    means.push(sum / values.length);
  }
  means.sort((a, b) => a - b);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    value: round(mean),
    low: round(means[Math.floor(RESAMPLES * 0.025)]),
    high: round(means[Math.floor(RESAMPLES * 0.975)]),
  };
}

/** mulberry32: small, and the same everywhere. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
