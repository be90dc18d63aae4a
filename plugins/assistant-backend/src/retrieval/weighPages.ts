import { contentStems, shareOf } from '../text/words';
import type { FusedHit } from './fuseScores';
import type { HitWords } from './HitWords';
import { pageKey } from './languageTwins';
import { type QuestionConcepts, stemsOfAll } from './QuestionConcepts';

/**
 * What a page adds to the score of its parts; tuned on the questions with odd ids, figures in
 * `bench/results/retrieval.md`.
 */
const NEXT_PART = 0.1;
const TITLE = 0.4;
const COVERAGE = 0.6;
const OWNER = 0.15;
/** A start page names everything and answers little. */
const START_PAGE = -0.05;

/**
 * Judges a part together with its page: a question is often answered by a page whose words stand
 * under several headings, and a part alone has too few of them.
 *
 * @param hits best first
 */
export function weighPages(
  hits: readonly FusedHit[],
  options: { question: string; concepts: QuestionConcepts; words: HitWords },
): FusedHit[] {
  const wanted = contentStems(options.question);
  const pages = new Map<string, FusedHit[]>();
  for (const hit of hits) {
    pages.set(pageKey(hit), [...(pages.get(pageKey(hit)) ?? []), hit]);
  }
  const bonus = new Map(
    [...pages].map(([key, parts]) => [key, bonusOf(parts, wanted, options)]),
  );
  return hits
    .map(hit => ({ ...hit, score: hit.score + (bonus.get(pageKey(hit)) ?? 0) }))
    .sort((a, b) => b.score - a.score);
}

function bonusOf(
  parts: readonly FusedHit[],
  wanted: ReadonlySet<string>,
  options: { concepts: QuestionConcepts; words: HitWords },
): number {
  const { concepts, words } = options;
  const [best, next] = parts;
  const title = contentStems(
    [...new Set(parts.map(part => part.title))].join('\n'),
  );
  const owner = contentStems(
    best.entityRef.slice(best.entityRef.lastIndexOf('/') + 1),
  );
  return (
    NEXT_PART * (next?.score ?? 0) +
    TITLE * concepts.shareIn(title) +
    COVERAGE *
      concepts.shareIn(stemsOfAll(parts.map(part => words.stems(part)))) +
    OWNER * Number(shareOf(owner, wanted) === 1) +
    (/(?:^|\/)index\.md$/.test(best.path) ? START_PAGE : 0)
  );
}
