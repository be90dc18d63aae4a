import type { Scope } from './stages';

const LIVE: ReadonlySet<Scope['questionClass']> = new Set([
  'diagnose',
  'state',
  'what-changed',
  'metric',
]);

/** Asks how something is, was or changed. */
export const isLive = ({ questionClass }: Scope) => LIVE.has(questionClass);

/** Wants what is wrong, and what to do about it. */
export function isAboutTrouble({ questionClass, aspect }: Scope): boolean {
  return (
    (questionClass === 'diagnose' || questionClass === 'state') &&
    aspect === undefined
  );
}

/** Questions for a guide are told as well when what they name is in trouble. */
export function concernsLiveState(scope: Scope): boolean {
  return isLive(scope) || scope.entities.length > 0;
}

export function needsDocuments({ questionClass }: Scope): boolean {
  return questionClass !== 'small-talk' && questionClass !== 'out-of-scope';
}
