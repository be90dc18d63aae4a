import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';
import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import type { FusionWeights } from './fusionWeights';
import type { HitWords } from './HitWords';
import type { QuestionConcepts } from './QuestionConcepts';

export interface FusionOptions {
  concepts: QuestionConcepts;
  language: Language;
  weights: FusionWeights;
  words: HitWords;
}

/** A hit with one score that ranks it among the hits of its question, 0 to 1. */
export type FusedHit<T extends ChunkHit = ChunkHit> = T & { score: number };

/**
 * Fuses the two searches by weighted scores.
 *
 * Ranks are not used: a weak search that is rank-fused pulls a strong one down. Cosines are spread
 * between the worst and the best candidate, BM25 is divided by the best one of the question's own
 * language. A page in the other language is compared by the things that the question speaks of:
 * identifiers, Latin words, and whatever the glossary knows in both languages.
 */
export function fuseScores<T extends ChunkHit>(
  hits: readonly T[],
  options: FusionOptions,
): Array<FusedHit<T>> {
  const { language, weights, words, concepts } = options;
  const cosines = hits.flatMap(hit => hit.dense ?? []);
  const lowest = Math.min(...cosines);
  const spread = Math.max(...cosines) - lowest;
  const bestLexical = Math.max(
    0,
    ...hits
      .filter(hit => hit.language === language)
      .map(hit => hit.lexical ?? 0),
  );

  const scoreOf = (hit: T) => {
    const same = hit.language === language;
    const pair = same ? weights.sameLanguage[language] : weights.crossLanguage;
    const dense =
      hit.dense === undefined || spread <= 0
        ? undefined
        : (hit.dense - lowest) / spread;
    const lexical = same
      ? (hit.lexical ?? 0) / (bestLexical || 1)
      : concepts.shareIn(words.stems(hit));
    if (cosines.length === 0 || spread <= 0) {
      return lexical;
    }
    return (
      (pair.dense * (dense ?? 0) + pair.lexical * lexical) /
      (pair.dense + pair.lexical)
    );
  };
  return hits
    .map(hit => ({ ...hit, score: scoreOf(hit) }))
    .sort((a, b) => b.score - a.score);
}
