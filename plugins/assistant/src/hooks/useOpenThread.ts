import { useApi } from '@backstage/frontend-plugin-api';
import type { AssistantApi } from '@smart-assistant/backstage-plugin-assistant-common';
import {
  type Dispatch,
  type MutableRefObject,
  useCallback,
  useEffect,
  useState,
} from 'react';
import { assistantApiRef } from '../api';
import type { ConversationAction } from '../conversation/conversationReducer';

export type ThreadToOpen = {
  /** The conversation to open; a new one when absent. */
  conversationId?: string;
  /** An answer to open on its own, read only. */
  sharedAnswerId?: string;
};

async function read(
  api: AssistantApi,
  { conversationId, sharedAnswerId }: ThreadToOpen,
  signal: AbortSignal,
): Promise<ConversationAction> {
  if (sharedAnswerId) {
    const answer = await api.getAnswer(sharedAnswerId, { signal });
    return { type: 'shared-answer-loaded', answer };
  }
  return conversationId
    ? {
        type: 'loaded',
        conversation: await api.getConversation(conversationId, { signal }),
      }
    : { type: 'cleared' };
}

/**
 * Loads the thread that the page names, unless it is the one that `open` says is here already: a
 * thread that this page began itself goes on.
 */
export function useOpenThread(
  options: ThreadToOpen & {
    open: MutableRefObject<string | undefined>;
    dispatch: Dispatch<ConversationAction>;
    /** Ends what runs in the thread that is left. */
    onLeave(): void;
  },
) {
  const { conversationId, sharedAnswerId, open, dispatch, onLeave } = options;
  const api = useApi(assistantApiRef);
  const [load, setLoad] = useState<{ loading: boolean; error?: unknown }>({
    loading: false,
  });
  const [round, setRound] = useState(0);

  useEffect(() => {
    if (conversationId && conversationId === open.current && !sharedAnswerId) {
      return undefined;
    }
    onLeave();
    dispatch({ type: 'cleared' });
    open.current = undefined;
    if (!conversationId && !sharedAnswerId) {
      setLoad({ loading: false });
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    setLoad({ loading: true });
    read(api, { conversationId, sharedAnswerId }, signal).then(
      action => {
        if (!signal.aborted) {
          open.current = sharedAnswerId ? undefined : conversationId;
          dispatch(action);
          setLoad({ loading: false });
        }
      },
      error => !signal.aborted && setLoad({ loading: false, error }),
    );
    return () => controller.abort();
  }, [api, conversationId, dispatch, onLeave, open, round, sharedAnswerId]);

  return { ...load, reload: useCallback(() => setRound(n => n + 1), []) };
}
