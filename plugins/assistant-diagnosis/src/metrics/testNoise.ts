/**
 * The same noise in every run, for tests: about normal, deviation 1.
 *
 * @internal
 */
export function createNoise(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  return () => {
    let sum = -6;
    for (let i = 0; i < 12; i++) {
      sum += uniform();
    }
    return sum;
  };
}
