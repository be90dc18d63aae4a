import { useEffect, useRef } from 'react';
import { usePageVisible } from './usePageVisible';
import type { Resource } from './useResource';

/** How often the state of services is looked at anew. */
export const REFRESH_MS = 10_000;

/**
 * Loads a resource again every so often while somebody can see the page, and at once when they come
 * back to it. What is shown stays until the newer one is there.
 */
export function useQuietRefresh(
  resource: Pick<Resource<unknown>, 'value' | 'error' | 'reload'>,
  everyMs: number = REFRESH_MS,
) {
  const { value, error, reload } = resource;
  const visible = usePageVisible();
  const settled = value !== undefined || error !== undefined;
  const wasVisible = useRef(visible);

  useEffect(() => {
    if (visible && !wasVisible.current) {
      reload();
    }
    wasVisible.current = visible;
  }, [visible, reload]);

  // counted from the last answer, so that a slow server is not asked twice at a time
  useEffect(() => {
    if (!visible || !settled) {
      return undefined;
    }
    const timer = setTimeout(reload, everyMs);
    return () => clearTimeout(timer);
  }, [visible, settled, value, error, reload, everyMs]);
}
