import type { FusedHit } from './fuseScores';

/** Each further part of the same page counts this much less. */
const REPEAT = 0.72;

/**
 * Lowers further parts of one page, so that the first five hits are of several pages.
 *
 * @param hits best first
 */
export function spreadOverPages<T extends FusedHit>(hits: readonly T[]): T[] {
  const seen = new Map<string, number>();
  return hits
    .map(hit => {
      const times = seen.get(hit.documentId) ?? 0;
      seen.set(hit.documentId, times + 1);
      return { ...hit, score: hit.score * REPEAT ** times };
    })
    .sort((a, b) => b.score - a.score);
}
