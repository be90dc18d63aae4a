import type { AnswerEventBody } from '@smart-assistant/backstage-plugin-assistant-common';
import type { AnswerRun } from './AnswerRun';
import type { Scope } from './stages';

/** The first event: ids, and the language of what follows. */
export function startOf(run: AnswerRun): AnswerEventBody {
  const { answerId, request, now } = run.options;
  return {
    type: 'answer-start',
    answerId,
    conversationId: run.conversationId,
    question: request.question,
    language: run.language,
    at: now.toISOString(),
  };
}

/** How the question was understood, for the chips above the answer. */
export function scopeOf(scope: Scope): AnswerEventBody {
  const { entities, origin, environment, window, asOf, questionClass } = scope;
  return {
    type: 'scope-resolved',
    entities: entities.map(({ entityRef, title }) => ({ entityRef, title })),
    origin,
    environment,
    window: window && {
      from: window.from.toISOString(),
      to: window.to.toISOString(),
    },
    asOf: asOf.toISOString(),
    questionClass,
  };
}
