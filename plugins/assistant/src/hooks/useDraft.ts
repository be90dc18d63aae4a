import type {
  AskRequest,
  Language,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { useCallback, useState } from 'react';
import {
  type TimeChoice,
  now,
  requestedTime,
  timeFromLink,
} from '../conversation/timeChoice';
import type { LocationParams } from './useLocationParams';
import { usePortalLanguage } from './usePortalLanguage';

/** A question before it is sent. */
export type Draft = {
  question: string;
  entityRef?: string;
  environment?: string;
  time: TimeChoice;
};

const fullRef = /^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/;

/** The question that a link drafts. Nothing is sent before the reader does so. */
export function draftFromLink(params: LocationParams): Draft {
  const { q = '', entity, env, at } = params;
  return {
    question: q,
    entityRef:
      entity && fullRef.test(entity)
        ? entity.toLocaleLowerCase('en-US')
        : undefined,
    environment: env,
    time: timeFromLink(at),
  };
}

/** The request that a draft makes; clock times are read and written as the reader's own clock shows them. */
export function requestOf(
  draft: Draft,
  language: Language,
): Omit<AskRequest, 'conversationId'> {
  return {
    question: draft.question.trim(),
    entityRef: draft.entityRef,
    environment: draft.environment,
    language,
    timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...requestedTime(draft.time, Date.now()),
  };
}

/** Holds the draft of the composer and makes the request from it. */
export function useDraft(initial: Draft) {
  const [draft, setDraft] = useState(initial);
  const { language } = usePortalLanguage();
  const change = useCallback(
    (changes: Partial<Draft>) => setDraft(last => ({ ...last, ...changes })),
    [],
  );
  const request = useCallback(
    (question: string) => requestOf({ ...draft, question }, language),
    [draft, language],
  );
  /** Empties the question and goes back to the present; the scope stays. */
  const sent = useCallback(() => change({ question: '', time: now }), [change]);
  return { draft, change, request, sent };
}
