import { useApi } from '@backstage/frontend-plugin-api';
import type { AskRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import { useCallback, useRef } from 'react';
import { assistantApiRef } from '../api';
import { isRunning } from '../conversation/answerView';
import type { ConversationState } from '../conversation/conversationReducer';
import { type FollowOptions, useFollow } from './useFollow';

/** How long the server may take to end an answer that was stopped before the page ends it itself. */
const STOP_GRACE_MS = 3_000;

let lastKey = 0;

/** Asks, follows and stops answers of one thread; at most one answer runs at a time. */
export function useAsk(options: FollowOptions & { state: ConversationState }) {
  const { dispatch, state } = options;
  const api = useApi(assistantApiRef);
  const { abort, follow, following } = useFollow(options);
  const requests = useRef(new Map<string, AskRequest>());

  const ask = (request: AskRequest) => {
    lastKey += 1;
    const key = `asked-${lastKey}`;
    const askedAt = new Date().toISOString();
    requests.current.set(key, request);
    dispatch({ type: 'asked', key, question: request.question, askedAt });
    follow(key, request);
  };
  const stop = async () => {
    const { key, controller } = following.current ?? {};
    if (!key || !controller) {
      return;
    }
    const end = () => {
      controller.abort();
      dispatch({ type: 'stopped', key });
    };
    const answerId = state.answers.find(isRunning)?.answerId;
    if (!answerId) {
      end();
      return;
    }
    // the server ends the stream itself, with what it has; it is not waited for longer than this
    const timer = setTimeout(end, STOP_GRACE_MS);
    controller.signal.addEventListener('abort', () => clearTimeout(timer));
    await api.stop(answerId).catch(end);
  };
  return {
    ask,
    stop,
    abort,
    follow,
    isFollowing: useCallback(
      (key: string) => following.current?.key === key,
      [following],
    ),
    /** Asks a failed question again in the place of the failure. */
    retry: (key: string, fallback: AskRequest) => {
      dispatch({ type: 'removed', key });
      ask(requests.current.get(key) ?? fallback);
    },
  };
}
