/**
 * Waits for work that cannot be cancelled itself, no longer than its caller does.
 *
 * The work goes on and may serve others who share it.
 */
export async function waitFor<T>(
  work: Promise<T>,
  options: { signal: AbortSignal; timeoutMs: number },
): Promise<T> {
  const stop = AbortSignal.any([
    options.signal,
    AbortSignal.timeout(options.timeoutMs),
  ]);
  stop.throwIfAborted();
  let onAbort: () => void = () => undefined;
  const stopped = new Promise<never>((_, reject) => {
    onAbort = () => reject(stop.reason);
    stop.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    stop.removeEventListener('abort', onAbort);
  }
}
