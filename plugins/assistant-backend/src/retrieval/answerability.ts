import { contentStems, shareOf } from '../text/words';
import type { FusedHit } from './fuseScores';
import type { HitWords } from './HitWords';
import { pageKey } from './languageTwins';
import { type QuestionConcepts, stemsOfAll } from './QuestionConcepts';
import { hasWord, technicalWords } from './technicalWords';

/** Chunks of a base whose size is not known. */
const USUAL_CHUNKS = 600;

/**
 * What tells an answered question from one that no page answers; each is about 0 to 1 and
 * comparable between questions. The cosine is not among them: beside these it adds nothing.
 */
export interface AnswerabilityFeatures {
  /** Share of the question's things that the page has; one that few hits have counts more. */
  coverage: number;
  /** Share of the question's things that any hit has, weighed the same way. */
  known: number;
  /** Share of the question's things in title and headings of the page. */
  headings: number;
  /** Best BM25 score of all, by the size of the base. */
  lexical: number;
  /** Share of the question's technical words that the page does not have. */
  foreign: number;
  /** 1 if the question names something, a product most often, that no hit knows. */
  unknownName: number;
  /** How much both searches agree on the page: the product of its reciprocal ranks. */
  agreement: number;
}

export interface AnswerabilityOptions {
  question: string;
  concepts: QuestionConcepts;
  /** All candidates of both searches, before pages were weighed. */
  candidates: readonly FusedHit[];
  /** The part that was ranked first. */
  best: FusedHit;
  words: HitWords;
  /** Chunks of the base. */
  chunks?: number;
}

export function measureAnswerability(
  options: AnswerabilityOptions,
): AnswerabilityFeatures {
  const { question, candidates, best, words, concepts } = options;
  const key = pageKey(best);
  const page = candidates.filter(hit => pageKey(hit) === key);
  const stemsIn = (hits: readonly FusedHit[]) =>
    stemsOfAll(hits.map(hit => words.stems(hit)));
  const isIn = (hits: readonly FusedHit[]) => (word: string) =>
    hits.some(hit => hasWord(words.lower(hit), word)) ||
    concepts.isRenamedIn(stemsIn(hits), word);
  const { names, all } = technicalWords(question);
  return {
    coverage: concepts.shareIn(stemsIn(page)),
    known: concepts.shareIn(stemsIn(candidates)),
    headings: concepts.shareIn(contentStems(headingsOf(page))),
    lexical: bestLexical(candidates, options.chunks ?? USUAL_CHUNKS),
    foreign: all.size === 0 ? 0 : 1 - shareOf(all, { has: isIn(page) }),
    unknownName: names.every(isIn(candidates)) ? 0 : 1,
    agreement:
      reciprocalRank(candidates, key, hit => hit.dense) *
      reciprocalRank(candidates, key, hit => hit.lexical),
  };
}

function headingsOf(page: readonly FusedHit[]): string {
  return [
    ...new Set(page.flatMap(hit => [hit.title, ...hit.headingPath])),
  ].join('\n');
}

/** A rare word scores by the logarithm of the number of chunks; three such words are a clear hit. */
function bestLexical(candidates: readonly FusedHit[], chunks: number): number {
  const best = Math.max(0, ...candidates.map(hit => hit.lexical ?? 0));
  return best / (3 * Math.log(1 + Math.max(1, chunks)));
}

function reciprocalRank(
  hits: readonly FusedHit[],
  key: string,
  scoreOf: (hit: FusedHit) => number | undefined,
): number {
  const sorted = hits
    .filter(hit => scoreOf(hit) !== undefined)
    .sort((a, b) => (scoreOf(b) ?? 0) - (scoreOf(a) ?? 0));
  const pages = [...new Set(sorted.map(pageKey))];
  const rank = pages.indexOf(key);
  return rank < 0 ? 0 : 1 / (1 + rank);
}

/** Logistic weights, and the probability from which a page is said to answer. */
export interface AnswerabilityModel {
  bias: number;
  weights: Readonly<Record<keyof AnswerabilityFeatures, number>>;
  threshold: number;
}

/** Probability that the best page answers the question. */
export function judgeAnswerability(
  features: AnswerabilityFeatures,
  model: AnswerabilityModel,
): number {
  let sum = model.bias;
  for (const [name, weight] of Object.entries(model.weights)) {
    sum += weight * features[name as keyof AnswerabilityFeatures];
  }
  return 1 / (1 + Math.exp(-sum));
}
