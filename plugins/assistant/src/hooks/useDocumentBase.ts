import { useApi } from '@backstage/frontend-plugin-api';
import type { DocumentBaseStatus } from '@smart-assistant/backstage-plugin-assistant-common';
import { useCallback, useState } from 'react';
import { assistantApiRef } from '../api';
import { errorMessage } from '../conversation/describeFailure';
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
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { reload, value } = base;

  const run = useCallback(
    async (action: () => Promise<unknown>) => {
      setBusy(true);
      setProblem(undefined);
      try {
        await action();
      } catch (error) {
        setProblem(errorMessage(error));
      } finally {
        setBusy(false);
        // also after a failure: somebody else may have been faster
        reload();
      }
    },
    [reload],
  );

  return {
    ...base,
    busy,
    problem,
    build: () => run(() => api.startBuild()),
    cancel: (buildId: string) => run(() => api.cancelBuild(buildId)),
    activate: (generation: number) =>
      run(() =>
        api.activateGeneration({ generation, expectedActive: value?.active }),
      ),
    rollback: () => run(() => api.rollbackDocuments()),
  };
}
