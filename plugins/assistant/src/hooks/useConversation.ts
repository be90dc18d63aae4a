import { useApi } from '@backstage/frontend-plugin-api';
import type { AskRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import { useEffect, useReducer, useRef } from 'react';
import { assistantApiRef } from '../api';
import { isRunning } from '../conversation/answerView';
import {
  type ConversationState,
  conversationReducer,
  emptyConversation,
} from '../conversation/conversationReducer';
import { useAsk } from './useAsk';
import type { FollowOptions } from './useFollow';
import { type ThreadToOpen, useOpenThread } from './useOpenThread';

/** One thread: opens it, asks in it, stops, rates. */
export function useConversation(
  options: ThreadToOpen & Omit<FollowOptions, 'dispatch'>,
) {
  const { conversationId, sharedAnswerId, onStarted, onEnded } = options;
  const api = useApi(assistantApiRef);
  const [state, dispatch] = useReducer(conversationReducer, emptyConversation);
  // not read from the state: the address may change before the state is rendered
  const open = useRef<string | undefined>(undefined);
  const asking = useAsk({
    state,
    dispatch,
    onEnded,
    onStarted: id => {
      open.current = id;
      onStarted?.(id);
    },
  });
  const load = useOpenThread({
    conversationId,
    sharedAnswerId,
    open,
    dispatch,
    onLeave: asking.abort,
  });

  useResumeRunning(state, asking);

  return {
    ...load,
    conversationId: state.conversationId,
    answers: state.answers,
    running: state.answers.some(isRunning),
    ask: (request: Omit<AskRequest, 'conversationId'>) =>
      asking.ask({ ...request, conversationId: state.conversationId }),
    retry: asking.retry,
    stop: asking.stop,
    rate: async (
      key: string,
      answerId: string,
      rating: 'helpful' | 'not-helpful',
    ) => {
      await api.sendFeedback(answerId, { rating });
      dispatch({ type: 'rated', key, rating });
    },
  };
}

/** Picks up an answer that was running when the thread was opened. */
function useResumeRunning(
  state: ConversationState,
  asking: Pick<ReturnType<typeof useAsk>, 'follow' | 'isFollowing'>,
) {
  const { follow, isFollowing } = asking;
  useEffect(() => {
    const running = state.answers.find(isRunning);
    if (running?.answerId && !isFollowing(running.key)) {
      const { answerId, lastSequence } = running;
      follow(running.key, { answerId, after: lastSequence });
    }
  }, [follow, isFollowing, state.answers]);
}
