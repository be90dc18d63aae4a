import { transliterate } from '../text/transliterate';
import { contentStems, identifierTokens, shareOf } from '../text/words';
import type { FusedHit } from './fuseScores';
import type { HitWords } from './HitWords';
import { pageKey } from './languageTwins';

/** What tells an answered question from one that no page answers; each is 0 to 1 and comparable between questions. */
export interface AnswerabilityFeatures {
  /** Best cosine of the page that was chosen. */
  cosine: number;
  /** Share of the question's words that the page has; a word that few hits have counts more. */
  coverage: number;
  /** Share of the question's words that any hit has, weighed the same way. */
  known: number;
  /** Share of the question's technical words that no hit has at all. */
  foreign: number;
  /** 1 if the question names something, a product most often, that no hit knows. */
  unknownName: number;
  /** How much both searches agree on the page: the product of its reciprocal ranks. */
  agreement: number;
}

export interface AnswerabilityOptions {
  question: string;
  /** All candidates of both searches, before pages were weighed. */
  candidates: readonly FusedHit[];
  /** The part that was ranked first. */
  best: FusedHit;
  words: HitWords;
}

export function measureAnswerability(
  options: AnswerabilityOptions,
): AnswerabilityFeatures {
  const { question, candidates, best, words } = options;
  const key = pageKey(best);
  const page = candidates.filter(hit => pageKey(hit) === key);
  const weights = weighWords(options);
  const inPage = page.map(hit => words.stems(hit));
  const inAny = candidates.map(hit => words.stems(hit));
  const names = properNames(question);
  const texts = candidates.map(hit => words.lower(hit));
  const isKnown = (word: string) => texts.some(text => text.includes(word));
  const technical = new Set([...identifierTokens(question), ...names]);
  return {
    cosine: Math.max(0, ...page.map(hit => hit.dense ?? 0)),
    coverage: weightedShare(weights, inPage),
    known: weightedShare(weights, inAny),
    foreign:
      technical.size === 0 ? 0 : 1 - shareOf(technical, { has: isKnown }),
    unknownName: names.every(isKnown) ? 0 : 1,
    agreement:
      reciprocalRank(candidates, key, hit => hit.dense) *
      reciprocalRank(candidates, key, hit => hit.lexical),
  };
}

/** Rare among the hits = telling; a word that no hit has is the rarest. */
function weighWords({
  question,
  candidates,
  words,
}: AnswerabilityOptions): Map<string, number> {
  const weights = new Map<string, number>();
  for (const stem of contentStems(question)) {
    const having = candidates.filter(hit => words.stems(hit).has(stem)).length;
    weights.set(stem, Math.log(1 + candidates.length / (having + 0.5)));
  }
  return weights;
}

function weightedShare(
  weights: ReadonlyMap<string, number>,
  found: ReadonlyArray<ReadonlySet<string>>,
): number {
  let total = 0;
  let met = 0;
  for (const [stem, weight] of weights) {
    total += weight;
    met +=
      found.some(stems => stems.has(stem)) || isRespelled(stem, found)
        ? weight
        : 0;
  }
  return total > 0 ? met / total : 0;
}

/** Names of tools are written with Russian letters in chats and with Latin ones on pages. */
function isRespelled(
  stem: string,
  found: ReadonlyArray<ReadonlySet<string>>,
): boolean {
  if (stem.length < 4 || !/^[а-я]+$/.test(stem)) {
    return false;
  }
  const latin = transliterate(stem);
  return found.some(stems => {
    for (const word of stems) {
      if (word.startsWith(latin)) {
        return true;
      }
    }
    return false;
  });
}

/** Latin words with a capital in the middle of a sentence. */
function properNames(question: string): string[] {
  return [
    ...question.matchAll(/(?<=[\p{L}\p{N},] )\p{Script=Latin}[\p{L}\p{N}]+/gu),
  ]
    .map(match => match[0])
    .filter(word => /^\p{Lu}/u.test(word))
    .map(word => word.toLocaleLowerCase('en-US'));
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
  const { weights } = model;
  const sum =
    model.bias +
    weights.cosine * features.cosine +
    weights.coverage * features.coverage +
    weights.known * features.known +
    weights.foreign * features.foreign +
    weights.unknownName * features.unknownName +
    weights.agreement * features.agreement;
  return 1 / (1 + Math.exp(-sum));
}
