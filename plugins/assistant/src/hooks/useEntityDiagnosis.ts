import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { assistantApiRef } from '../api';
import { usePortalLanguage } from './usePortalLanguage';
import { useQuietRefresh } from './useQuietRefresh';
import { useResource } from './useResource';

/** State of an entity now, kept up to date while the page is looked at. */
export function useEntityDiagnosis(entityRef: string) {
  const api = useApi(assistantApiRef);
  const { language } = usePortalLanguage();
  const diagnosis = useResource(
    useCallback(
      signal => api.getEntityDiagnosis({ entityRef, language }, { signal }),
      [api, entityRef, language],
    ),
  );
  useQuietRefresh(diagnosis);
  return diagnosis;
}
