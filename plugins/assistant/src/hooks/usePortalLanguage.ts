import { appLanguageApiRef, useApi } from '@backstage/frontend-plugin-api';
import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';
import { useMemo, useSyncExternalStore } from 'react';
import { toLanguage } from '../conversation/toLanguage';

/** The language that the portal is shown in: as a tag for dates, and as one that answers know. */
export function usePortalLanguage(): { tag: string; language: Language } {
  const api = useApi(appLanguageApiRef);
  const store = useMemo(
    () => ({
      subscribe: (onChange: () => void) => {
        const subscription = api.language$().subscribe(onChange);
        return () => subscription.unsubscribe();
      },
      read: () => api.getLanguage().language,
    }),
    [api],
  );
  const tag = useSyncExternalStore(store.subscribe, store.read);
  return { tag, language: toLanguage(tag) };
}
