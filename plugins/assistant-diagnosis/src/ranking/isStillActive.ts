import { isUnhealthy } from '../kubernetes/health';
import type { Candidate } from '../analyzers/Analyzer';
import type { Snapshot } from '../snapshot/Snapshot';

/**
 * Whether a candidate still counts: while its object or owner is ill, or, when a window of the past
 * was asked for, if its evidence lies inside.
 */
export function isStillActive(
  snapshot: Snapshot,
  candidate: Candidate,
): boolean {
  const { activeWhile = [candidate.subject] } = candidate;
  if (activeWhile === 'always') {
    return true;
  }
  const { from, to } = snapshot.window;
  const asksOfThePast = to < snapshot.at;
  return (
    activeWhile.some(ref => isUnhealthy(snapshot, ref)) ||
    (asksOfThePast &&
      candidate.evidence.some(({ at }) => at >= from && at <= to))
  );
}
