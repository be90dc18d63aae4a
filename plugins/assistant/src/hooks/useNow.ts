import { useState } from 'react';
import useInterval from 'react-use/esm/useInterval';

/** The present moment, renewed every so often, for ages that are shown. */
export function useNow(everyMs: number = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useInterval(() => setNow(Date.now()), everyMs);
  return now;
}
