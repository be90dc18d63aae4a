import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';
import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import type { FusionWeights } from './fusionWeights';

export interface FusionOptions {
  language: Language;
  weights: FusionWeights;
}

/** A hit with one score that ranks it among the hits of its question, 0 to 1. */
export type FusedHit<T extends ChunkHit = ChunkHit> = T & { score: number };

/**
 * Fuses the two searches by weighted scores.
 *
 * Ranks are not used: a weak search that is rank-fused pulls a strong one down. Cosines are spread
 * between the worst and the best candidate. BM25 is divided by the best one of the page's language:
 * a page in the other language meets the question only in identifiers and in what the glossary
 * knows, so its scores are lower and count less.
 */
export function fuseScores<T extends ChunkHit>(
  hits: readonly T[],
  options: FusionOptions,
): Array<FusedHit<T>> {
  const { language, weights } = options;
  const cosines = hits.flatMap(hit => hit.dense ?? []);
  const lowest = Math.min(...cosines);
  const spread = Math.max(...cosines) - lowest;
  const best = { en: bestLexical(hits, 'en'), ru: bestLexical(hits, 'ru') };

  const scoreOf = (hit: T) => {
    const same = hit.language === language;
    const pair = same ? weights.sameLanguage[language] : weights.crossLanguage;
    const lexical = (hit.lexical ?? 0) / (best[hit.language] || 1);
    if (cosines.length === 0 || spread <= 0) {
      return same ? lexical : pair.lexical * lexical;
    }
    const dense = hit.dense === undefined ? 0 : (hit.dense - lowest) / spread;
    return (
      (pair.dense * dense + pair.lexical * lexical) /
      (pair.dense + pair.lexical)
    );
  };
  return hits
    .map(hit => ({ ...hit, score: scoreOf(hit) }))
    .sort((a, b) => b.score - a.score);
}

function bestLexical(hits: readonly ChunkHit[], language: Language): number {
  return Math.max(
    0,
    ...hits
      .filter(hit => hit.language === language)
      .map(hit => hit.lexical ?? 0),
  );
}
