import { useApi } from '@backstage/frontend-plugin-api';
import { type Dispatch, useCallback, useEffect, useRef } from 'react';
import { assistantApiRef } from '../api';
import type { ConversationAction } from '../conversation/conversationReducer';
import { describeFailure } from '../conversation/describeFailure';
import {
  type FollowAnswerOptions,
  followAnswer,
} from '../conversation/followAnswer';

export type FollowOptions = {
  dispatch: Dispatch<ConversationAction>;
  /** A question was taken by the server as part of this conversation. */
  onStarted?(conversationId: string): void;
  /** An answer ended, well or not. */
  onEnded?(): void;
};

/** Follows one answer at a time; leaving the page ends that, and with it the work on the server. */
export function useFollow(options: FollowOptions) {
  const { dispatch } = options;
  const api = useApi(assistantApiRef);
  const latest = useRef(options);
  latest.current = options;
  const following = useRef<{ key: string; controller: AbortController }>();

  const abort = useCallback(() => {
    following.current?.controller.abort();
    following.current = undefined;
  }, []);
  useEffect(() => abort, [abort]);

  const follow = useCallback(
    async (key: string, start: FollowAnswerOptions['start']) => {
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
          onSettled: answer => dispatch({ type: 'settled', key, answer }),
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

  return { abort, follow, following };
}
