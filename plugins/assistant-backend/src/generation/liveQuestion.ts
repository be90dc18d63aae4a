import type { QuestionClass } from '@smart-assistant/backstage-plugin-assistant-common';
import type { LiveQuestion } from './messages/messagesOf';

const LIVE: ReadonlySet<QuestionClass> = new Set<LiveQuestion>([
  'state',
  'what-changed',
  'metric',
  'diagnose',
]);

/** What is asked about the live state, which documents alone cannot tell. */
export function liveQuestionOf(
  questionClass: QuestionClass,
): LiveQuestion | undefined {
  return isLive(questionClass) ? questionClass : undefined;
}

function isLive(questionClass: QuestionClass): questionClass is LiveQuestion {
  return LIVE.has(questionClass);
}
