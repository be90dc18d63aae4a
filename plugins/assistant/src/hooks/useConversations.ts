import { useApi } from '@backstage/frontend-plugin-api';
import type { ConversationUpdate } from '@smart-assistant/backstage-plugin-assistant-common';
import { useCallback, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { assistantApiRef } from '../api';
import { saveFile } from './saveFile';
import { useAction } from './useAction';
import { useResource } from './useResource';

const PAGE_SIZE = 100;

/** The reader's conversations: searched on the server, newest first, with what one may do to them. */
export function useConversations(options: { entityRef?: string } = {}) {
  const { entityRef } = options;
  const api = useApi(assistantApiRef);
  const [search, setSearch] = useState('');
  const [query, setQuery] = useState('');
  useDebounce(() => setQuery(search.trim()), 250, [search]);
  const list = useResource(
    useCallback(
      signal =>
        api.listConversations(
          {
            limit: PAGE_SIZE,
            ...(query ? { search: query } : {}),
            ...(entityRef ? { entityRef } : {}),
          },
          { signal },
        ),
      [api, query, entityRef],
    ),
  );
  const { problem, run } = useAction(list.reload);
  return {
    ...list,
    search,
    /** The search that the list shows; it trails the typing. */
    query,
    setSearch,
    problem,
    update: (id: string, update: ConversationUpdate) =>
      run(() => api.updateConversation(id, update)),
    remove: (id: string) => run(() => api.deleteConversation(id)),
    export: (id: string, title: string) =>
      run(async () =>
        saveFile({
          name: `${title}.md`,
          type: 'text/markdown',
          content: await api.exportConversation(id),
        }),
      ),
  };
}
