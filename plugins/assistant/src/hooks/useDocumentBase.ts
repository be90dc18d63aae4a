import { useApi } from '@backstage/frontend-plugin-api';
import type { DocumentBaseStatus } from '@smart-assistant/backstage-plugin-assistant-common';
import { useCallback } from 'react';
import { assistantApiRef } from '../api';
import { useAction } from './useAction';
import { useResource } from './useResource';

function interval(status: DocumentBaseStatus | undefined): number {
  return status?.build?.state === 'running' ? 1_000 : 30_000;
}

/** The document base with what one may do to it; it follows a running build closely. */
export function useDocumentBase() {
  const api = useApi(assistantApiRef);
  const base = useResource(
    useCallback(signal => api.getDocumentBase({ signal }), [api]),
    { interval },
  );
  const { busy, problem, run } = useAction(base.reload);
  const expectedActive = base.value?.active;
  return {
    ...base,
    busy,
    problem,
    build: () => run(() => api.startBuild()),
    cancel: (buildId: string) => run(() => api.cancelBuild(buildId)),
    activate: (generation: number) =>
      run(() => api.activateGeneration({ generation, expectedActive })),
    rollback: () => run(() => api.rollbackDocuments()),
  };
}
