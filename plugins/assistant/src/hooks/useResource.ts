import { useCallback, useEffect, useState } from 'react';

export type Resource<T> = {
  value?: T;
  error?: unknown;
  /** True until the first value or error. */
  loading: boolean;
  reload(): void;
};

/**
 * Loads something from the server, drops the request when it is not wanted any more, and loads it
 * again every so often where `interval` says so. The last value stays while a newer one loads.
 */
export function useResource<T>(
  load: (signal: AbortSignal) => Promise<T>,
  options: {
    /** Milliseconds until the next load, by the value that is known; nothing means never. */
    interval?: (value: T | undefined) => number | undefined;
  } = {},
): Resource<T> {
  const { interval } = options;
  const [result, setResult] = useState<{ value?: T; error?: unknown }>({});
  const [round, setRound] = useState(0);
  const reload = useCallback(() => setRound(n => n + 1), []);

  useEffect(() => {
    setResult({});
  }, [load]);

  useEffect(() => {
    const controller = new AbortController();
    load(controller.signal).then(
      value => {
        if (!controller.signal.aborted) {
          setResult({ value });
        }
      },
      error => {
        if (!controller.signal.aborted) {
          setResult(previous => ({ value: previous.value, error }));
        }
      },
    );
    return () => controller.abort();
  }, [load, round]);

  const delay = interval?.(result.value);
  useEffect(() => {
    if (delay === undefined || (!('value' in result) && !result.error)) {
      return undefined;
    }
    const timer = setTimeout(reload, delay);
    return () => clearTimeout(timer);
  }, [delay, reload, result]);

  const loading = result.value === undefined && result.error === undefined;
  return { ...result, loading, reload };
}
