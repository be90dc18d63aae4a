import { useApi } from '@backstage/frontend-plugin-api';
import type { AskRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import { assistantApiRef } from '../api';
import { isRunning } from '../conversation/answerView';
import {
  conversationReducer,
  emptyConversation,
} from '../conversation/conversationReducer';
import { useAsk } from './useAsk';

export type ConversationOptions = {
  /** The conversation to open; a new one when absent. */
  conversationId?: string;
  /** An answer to open on its own, read only. */
  sharedAnswerId?: string;
  /** A question was taken by the server as part of this conversation. */
  onStarted?(conversationId: string): void;
  /** An answer ended, well or not. */
  onEnded?(): void;
};

/** One thread: opens it, asks in it, stops, rates. */
export function useConversation(options: ConversationOptions) {
  const { conversationId, sharedAnswerId } = options;
  const api = useApi(assistantApiRef);
  const [state, dispatch] = useReducer(conversationReducer, emptyConversation);
  const [load, setLoad] = useState<{ loading: boolean; error?: unknown }>({
    loading: false,
  });
  const [round, setRound] = useState(0);
  // not read from the state: the address may change before the state is rendered
  const open = useRef<string | undefined>(undefined);
  const { onStarted, onEnded } = options;
  const asking = useAsk({
    state,
    dispatch,
    onEnded,
    onStarted: id => {
      open.current = id;
      onStarted?.(id);
    },
  });
  const { abort, follow } = asking;

  useEffect(() => {
    if (conversationId && conversationId === open.current && !sharedAnswerId) {
      return undefined;
    }
    abort();
    dispatch({ type: 'cleared' });
    open.current = undefined;
    if (!conversationId && !sharedAnswerId) {
      setLoad({ loading: false });
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    setLoad({ loading: true });
    const read = async () => {
      if (sharedAnswerId) {
        const answer = await api.getAnswer(sharedAnswerId, { signal });
        return { type: 'shared-answer-loaded', answer } as const;
      }
      const conversation = await api.getConversation(conversationId!, {
        signal,
      });
      return { type: 'loaded', conversation } as const;
    };
    read().then(
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
  }, [abort, api, conversationId, round, sharedAnswerId]);

  useEffect(() => {
    const running = state.answers.find(isRunning);
    if (running?.answerId && !asking.isFollowing(running.key)) {
      follow(running.key, {
        answerId: running.answerId,
        after: running.lastSequence,
      });
    }
  }, [asking, follow, state.answers]);

  const rate = useCallback(
    async (
      key: string,
      answerId: string,
      rating: 'helpful' | 'not-helpful',
    ) => {
      await api.sendFeedback(answerId, { rating });
      dispatch({ type: 'rated', key, rating });
    },
    [api],
  );

  return {
    ...load,
    reload: useCallback(() => setRound(n => n + 1), []),
    conversationId: state.conversationId,
    answers: state.answers,
    running: state.answers.some(isRunning),
    ask: (request: Omit<AskRequest, 'conversationId'>) =>
      asking.ask({ ...request, conversationId: state.conversationId }),
    retry: asking.retry,
    stop: asking.stop,
    rate,
  };
}
