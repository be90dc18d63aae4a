import { ServiceUnavailableError } from '@backstage/errors';

/**
 * Runs work that may not heed a signal: it ends for the caller when time is up or the signal is
 * aborted, whatever the work does.
 */
export async function withDeadline<T>(
  options: { signal: AbortSignal; timeoutMs: number; what: string },
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, timeoutMs, what } = options;
  signal.throwIfAborted();
  const deadline = new AbortController();
  const bound = AbortSignal.any([signal, deadline.signal]);
  const timer = setTimeout(
    () =>
      deadline.abort(
        new ServiceUnavailableError(
          `${what} did not answer within ${Math.ceil(
            timeoutMs / 1000,
          )} s; the next build tries again`,
        ),
      ),
    timeoutMs,
  );
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(bound.reason);
    bound.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work(bound), aborted]);
  } finally {
    clearTimeout(timer);
    bound.removeEventListener('abort', onAbort);
  }
}
