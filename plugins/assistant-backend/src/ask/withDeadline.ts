import { ServiceUnavailableError } from '@backstage/errors';

/** @internal */
export interface DeadlineOptions {
  /** What is bounded, as the reader of the message knows it. */
  name: string;
  milliseconds: number;
  signal: AbortSignal;
}

/**
 * Runs a stage with a bound. Work that does not listen to its signal is left behind: the answer goes
 * on, or ends, without it.
 *
 * @throws ServiceUnavailableError when the time is over; the reason of `signal` when that is aborted.
 */
export async function withDeadline<T>(
  options: DeadlineOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { name, milliseconds, signal } = options;
  signal.throwIfAborted();
  const controller = new AbortController();
  const leave = () => controller.abort(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  const timer = setTimeout(
    () =>
      controller.abort(
        new ServiceUnavailableError(
          `${name} took longer than ${milliseconds / 1000} s`,
        ),
      ),
    milliseconds,
  );
  const left = new Promise<never>((_, reject) => {
    controller.signal.addEventListener(
      'abort',
      () => reject(controller.signal.reason),
      { once: true },
    );
  });
  try {
    return await Promise.race([work(controller.signal), left]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }
}
