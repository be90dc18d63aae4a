import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';
import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import { contentStems, identifierTokens, shareOf } from '../text/words';
import { type FusedHit, textOf } from './fuseScores';

/** What tells an answered question from one that no page answers; each is comparable between questions. */
export interface AnswerabilityFeatures {
  /** Cosine of the best hit. */
  cosine: number;
  /** How far the best cosine stands out of the next ten, in cosines. */
  standsOut: number;
  /** Share of the question's words that the best page has. */
  coverage: number;
  /** Share of the question's words that some hit has. */
  known: number;
  /** Share of the question's Latin and technical words that no hit has at all. */
  foreign: number;
}

/** How many of the best hits count as "some hit". */
const CONSIDERED = 40;

export function measureAnswerability(
  hits: ReadonlyArray<FusedHit>,
  options: { question: string; language: Language },
): AnswerabilityFeatures {
  const best = hits[0];
  const wanted = contentStems(options.question);
  const page = hits.filter(hit => hit.documentId === best.documentId);
  const considered = hits.slice(0, CONSIDERED);
  const known = union(considered, contentStems);
  const identifiers = identifierTokens(options.question);
  const cosines = considered.flatMap(hit => hit.dense ?? []).sort((a, b) => b - a);
  const next = cosines.slice(1, 11);
  return {
    cosine: cosines[0] ?? 0,
    standsOut: (cosines[0] ?? 0) - (next.reduce((sum, value) => sum + value, 0) / (next.length || 1)),
    coverage: shareOf(wanted, union(page, contentStems)),
    known: shareOf(wanted, known),
    foreign: identifiers.size === 0 ? 0 : 1 - shareOf(identifiers, union(considered, lowerWords)),
  };
}

function union(hits: readonly ChunkHit[], of: (text: string) => Set<string>): Set<string> {
  return new Set(hits.flatMap(hit => [...of(textOf(hit))]));
}

function lowerWords(text: string): Set<string> {
  return new Set([
    ...[...text.toLocaleLowerCase('en-US').matchAll(/[\p{L}\p{N}]+/gu)].map(match => match[0]),
    ...[...text.toLocaleLowerCase('en-US').matchAll(/[\p{L}\p{N}]+(?:[._\-/:][\p{L}\p{N}]+)+/gu)].map(match => match[0]),
  ]);
}

/** Logistic weights, fitted on the questions with odd ids; see `bench/results/retrieval.md`. */
export interface AnswerabilityModel {
  bias: number;
  cosine: number;
  standsOut: number;
  coverage: number;
  known: number;
  foreign: number;
  /** Probability from which a page is said to answer. */
  threshold: number;
}

/** Probability that the best page answers the question. */
export function judgeAnswerability(features: AnswerabilityFeatures, model: AnswerabilityModel): number {
  const z =
    model.bias +
    model.cosine * features.cosine +
    model.standsOut * features.standsOut +
    model.coverage * features.coverage +
    model.known * features.known +
    model.foreign * features.foreign;
  return 1 / (1 + Math.exp(-z));
}
