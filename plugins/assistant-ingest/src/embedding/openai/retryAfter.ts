const BASE_MS = 500;
const MAX_MS = 60_000;

/**
 * How long to wait before the next try: what the server asks for, else twice as long each time.
 *
 * @param attempt - 0 for the first failure
 */
export function retryAfter(
  headers: Headers | undefined,
  attempt: number,
  now: number = Date.now(),
): number {
  const value = headers?.get('retry-after-ms') ?? undefined;
  const asked = value
    ? Number(value)
    : seconds(headers?.get('retry-after'), now);
  const wait =
    asked !== undefined && Number.isFinite(asked) && asked >= 0
      ? asked
      : BASE_MS * 2 ** attempt * (0.75 + Math.random() / 2);
  return Math.min(wait, MAX_MS);
}

/** Seconds, or a date. */
function seconds(
  value: string | null | undefined,
  now: number,
): number | undefined {
  if (!value) {
    return undefined;
  }
  return /^\d+(\.\d+)?$/.test(value.trim())
    ? Number(value) * 1000
    : Math.max(0, Date.parse(value) - now);
}
