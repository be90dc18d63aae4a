const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Number of a Kubernetes quantity as `500m`, `1.5Gi`, `1e3`; NaN for anything else. */
export function parseQuantity(text: string): number {
  const match = /^([+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)([numkMGTPE]?i?)$/.exec(
    text.trim(),
  );
  const factor = match ? FACTORS[match[2]] : undefined;
  return match && factor !== undefined ? Number(match[1]) * factor : NaN;
}
