import { useApi } from '@backstage/frontend-plugin-api';
import type {
  AssistantAccessApi,
  AssistantApi,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { useCallback } from 'react';
import { assistantApiRef } from '../api';
import { useAction } from './useAction';
import { useResource } from './useResource';

/** Another backend behind the pages may know nothing of people on call. */
function accessOf(
  api: AssistantApi & Partial<AssistantAccessApi>,
): AssistantAccessApi | undefined {
  return 'openAccess' in api &&
    'listAccessGrants' in api &&
    'closeAccess' in api
    ? (api as AssistantApi & AssistantAccessApi)
    : undefined;
}

/** What somebody on call has open in full, and the way to open more. */
export function useAccessGrants(onChanged: () => void) {
  const access = accessOf(useApi(assistantApiRef));
  const grants = useResource(
    useCallback(
      async signal => (await access?.listAccessGrants({ signal }))?.items ?? [],
      [access],
    ),
  );
  const { reload } = grants;
  const { busy, problem, run } = useAction(
    useCallback(() => {
      reload();
      onChanged();
    }, [reload, onChanged]),
  );
  return {
    possible: access !== undefined,
    grants: grants.value ?? [],
    busy,
    problem,
    open: (request: { entityRef: string; reason: string }) =>
      run(async () => access?.openAccess(request)),
    close: (grantId: string) => run(async () => access?.closeAccess(grantId)),
  };
}
