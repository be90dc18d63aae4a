import { useApi } from '@backstage/frontend-plugin-api';
import type { AskRequest } from '@smart-assistant/backstage-plugin-assistant-common';
import { type Dispatch, useCallback, useEffect, useMemo, useRef } from 'react';
import { assistantApiRef } from '../api';
import { isRunning } from '../conversation/answerView';
import type {
  ConversationAction,
  ConversationState,
} from '../conversation/conversationReducer';
import { describeFailure } from '../conversation/describeFailure';
import { followAnswer } from '../conversation/followAnswer';

type Start = Parameters<typeof followAnswer>[0]['start'];

/** How long the server may take to end an answer that was stopped before the page ends it itself. */
const STOP_GRACE_MS = 3_000;

let lastKey = 0;

/** Asks, follows and stops answers of one thread; at most one answer runs at a time. */
export function useAsk(options: {
  state: ConversationState;
  dispatch: Dispatch<ConversationAction>;
  onStarted?(conversationId: string): void;
  onEnded?(): void;
}) {
  const { dispatch } = options;
  const api = useApi(assistantApiRef);
  const latest = useRef(options);
  latest.current = options;
  const following = useRef<{ key: string; controller: AbortController }>();
  const requests = useRef(new Map<string, AskRequest>());

  const abort = useCallback(() => {
    following.current?.controller.abort();
    following.current = undefined;
  }, []);
  useEffect(() => abort, [abort]);

  const follow = useCallback(
    async (key: string, start: Start) => {
      abort();
      const controller = new AbortController();
      following.current = { key, controller };
      try {
        await followAnswer({
          api,
          start,
          signal: controller.signal,
          onEvent: event => {
            dispatch({ type: 'event-received', key, event });
            if (event.type === 'answer-start') {
              latest.current.onStarted?.(event.conversationId);
            }
          },
          onConnectionLost: () => dispatch({ type: 'connection-lost', key }),
        });
      } catch (error) {
        dispatch({ type: 'failed', key, failure: describeFailure(error) });
      }
      if (following.current?.controller === controller) {
        following.current = undefined;
        latest.current.onEnded?.();
      }
    },
    [abort, api, dispatch],
  );

  return useMemo(() => {
    const ask = (request: AskRequest) => {
      lastKey += 1;
      const key = `asked-${lastKey}`;
      const askedAt = new Date().toISOString();
      requests.current.set(key, request);
      dispatch({ type: 'asked', key, question: request.question, askedAt });
      follow(key, request);
    };
    return {
      ask,
      follow,
      abort,
      isFollowing: (key: string) => following.current?.key === key,
      /** Asks a failed question again in the place of the failure. */
      retry: (key: string, fallback: AskRequest) => {
        dispatch({ type: 'removed', key });
        ask(requests.current.get(key) ?? fallback);
      },
      stop: async () => {
        const { key, controller } = following.current ?? {};
        const running = latest.current.state.answers.find(isRunning);
        if (!key || !controller) {
          return;
        }
        const end = () => {
          controller.abort();
          dispatch({ type: 'stopped', key });
        };
        if (!running?.answerId) {
          end();
          return;
        }
        // the server ends the stream itself, with what it has; it is not waited for longer than this
        const timer = setTimeout(end, STOP_GRACE_MS);
        controller.signal.addEventListener('abort', () => clearTimeout(timer));
        await api.stop(running.answerId).catch(end);
      },
    };
  }, [abort, api, dispatch, follow]);
}
