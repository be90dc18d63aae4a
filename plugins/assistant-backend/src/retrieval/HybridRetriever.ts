import type { AnswerBasis } from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  ChunkHit,
  DocumentReader,
  Embedder,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { Retrieval, RetrievedChunk, Scope } from '../ask/stages';
import {
  type AnswerabilityFeatures,
  judgeAnswerability,
  measureAnswerability,
} from './answerability';
import { answerabilityModelOf } from './answerabilityModels';
import { boostByScope } from './boostByScope';
import { type FusedHit, fuseScores } from './fuseScores';
import { fusionWeightsOf } from './fusionWeights';
import { HitWords } from './HitWords';
import { dropLanguageTwins } from './languageTwins';
import { QuestionConcepts } from './QuestionConcepts';
import { QuestionVectors } from './QuestionVectors';
import { spreadOverPages } from './spreadOverPages';
import { weighPages } from './weighPages';

/** Candidates of each search; fusion needs more than it gives. */
const CANDIDATES = 60;
/** Parts handed on to the next stages. */
const RESULTS = 20;

export interface RetrieveOptions {
  scope: Scope;
  reader: DocumentReader;
  embedder: Embedder;
  signal: AbortSignal;
}

/**
 * Finds the parts of documents that answer a question: BM25 and dense search of one generation,
 * fused by weighted scores, raised by what the scope knows, with an honest "no page answers this".
 *
 * Every statement carries the asker's filter; nothing outside of it is ever seen here.
 */
export class HybridRetriever {
  readonly #vectors: QuestionVectors;

  private constructor(vectors: QuestionVectors) {
    this.#vectors = vectors;
  }

  static create(): HybridRetriever {
    return new HybridRetriever(new QuestionVectors());
  }

  async retrieve(options: RetrieveOptions): Promise<Retrieval> {
    const { scope, reader, embedder, signal } = options;
    const filter = scope.asker.filter;
    // vectors of two models are never compared
    const comparable = embedder.id === reader.embedder && reader.embedded > 0;
    const vector = comparable
      ? await this.#vectors.get(scope.searchText, { embedder, signal })
      : undefined;
    const search = {
      filter,
      text: lexicalTextOf(scope),
      vector,
      limit: CANDIDATES,
      signal,
    };
    const near = neighbourhoodOf(scope);
    const [everywhere, nearby] = await Promise.all([
      reader.search(search),
      near.length > 0 ? reader.search({ ...search, within: near }) : [],
    ]);
    const { ranked, probability, answered } = rankHits(
      mergeHits(everywhere, nearby),
      scope,
      reader,
    );
    const chunks = calibrate(ranked.slice(0, RESULTS), probability);
    return {
      chunks,
      answered,
      basis: basisOf(reader, vector !== undefined),
      searched: {
        entities: scope.entities.map(entity => entity.title),
        everywhere: true,
      },
      bestDocument:
        chunks.length > 0
          ? await reader.readDocument({
              filter,
              documentId: chunks[0].documentId,
              signal,
            })
          : [],
    };
  }
}

function neighbourhoodOf(scope: Scope): string[] {
  return [
    ...new Set(
      scope.entities.flatMap(entity => [
        entity.entityRef,
        ...entity.neighbourhood,
      ]),
    ),
  ];
}

function mergeHits(...lists: ReadonlyArray<readonly ChunkHit[]>): ChunkHit[] {
  const byId = new Map<string, ChunkHit>();
  for (const hit of lists.flat()) {
    const known = byId.get(hit.chunkId);
    byId.set(
      hit.chunkId,
      known
        ? {
            ...hit,
            lexical: known.lexical ?? hit.lexical,
            dense: known.dense ?? hit.dense,
          }
        : hit,
    );
  }
  return [...byId.values()];
}

export interface RankedHits {
  ranked: FusedHit[];
  /** What the probability rests on, unless nothing was found. */
  features?: AnswerabilityFeatures;
  /** That the best page answers. */
  probability: number;
  answered: boolean;
}

/** Fused, judged by page and scope, one language version of each page, several pages on top. */
export function rankHits(
  hits: readonly ChunkHit[],
  scope: Pick<
    Scope,
    'searchText' | 'synonyms' | 'language' | 'entities' | 'questionClass'
  >,
  reader: Pick<DocumentReader, 'embedder' | 'chunks'>,
): RankedHits {
  const { searchText: question, language } = scope;
  const words = new HitWords();
  const concepts = QuestionConcepts.of(question, {
    synonyms: scope.synonyms ?? [],
    parts: hits.map(hit => words.stems(hit)),
  });
  const candidates = fuseScores(hits, {
    language,
    weights: fusionWeightsOf(reader.embedder),
  });
  const weighed = boostByScope(
    weighPages(candidates, { question, concepts, words }),
    scope,
  );
  const ranked = spreadOverPages(dropLanguageTwins(weighed, language));
  if (ranked.length === 0) {
    return { ranked, probability: 0, answered: false };
  }
  const model = answerabilityModelOf(
    reader.embedder,
    ranked.some(hit => hit.dense !== undefined),
  );
  const features = measureAnswerability({
    question,
    candidates,
    best: ranked[0],
    words,
    concepts,
    chunks: reader.chunks,
  });
  const probability = judgeAnswerability(features, model);
  return {
    ranked,
    features,
    probability,
    answered: probability >= model.threshold,
  };
}

/** Words for BM25: those of the question, and others for the same things. */
export function lexicalTextOf(
  scope: Pick<Scope, 'searchText' | 'extraTerms'>,
): string {
  return [scope.searchText, ...(scope.extraTerms ?? [])].join(' ');
}

/** The best hit gets the probability that it answers; the others keep their distance to it. */
function calibrate(
  ranked: readonly FusedHit[],
  probability: number,
): RetrievedChunk[] {
  const best = ranked[0]?.score || 1;
  return ranked.map(hit => ({
    ...hit,
    score: probability * (hit.score / best),
  }));
}

function basisOf(reader: DocumentReader, searchedDense: boolean): AnswerBasis {
  const filling =
    reader.embedded < 1 && (searchedDense || reader.embedded === 0);
  const complete = searchedDense ? 'ready' : 'off';
  return {
    documents: {
      generation: reader.generation,
      builtAt: reader.builtAt.toISOString(),
      dense: filling ? 'filling' : complete,
    },
  };
}
