import { useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import { assistantApiRef } from '../api';
import { usePortalLanguage } from './usePortalLanguage';
import { useResource } from './useResource';

/** What the reader owns and what they might ask, for everything or for one entity. */
export function useOverview(entityRef?: string) {
  const api = useApi(assistantApiRef);
  const { language } = usePortalLanguage();
  return useResource(
    useCallback(
      signal => api.getOverview({ entityRef, language, signal }),
      [api, entityRef, language],
    ),
  );
}
