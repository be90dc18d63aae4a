import { useApi } from '@backstage/frontend-plugin-api';
import type { Readiness } from '@smart-assistant/backstage-plugin-assistant-common';
import { useCallback } from 'react';
import { assistantApiRef } from '../api';
import { useResource } from './useResource';

/** Looks often while something is under way, and now and then otherwise. */
function interval(readiness: Readiness | undefined): number {
  return readiness?.ready && readiness.documents.state === 'ready'
    ? 60_000
    : 2_000;
}

/** Whether questions can be answered now, kept up to date. */
export function useReadiness() {
  const api = useApi(assistantApiRef);
  return useResource(
    useCallback(signal => api.getReadiness({ signal }), [api]),
    { interval },
  );
}
