import type {
  ChunkHit,
  DocumentReader,
  Embedder,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { AnswerabilityFeatures } from '../../plugins/assistant-backend/src/retrieval/answerability';
import {
  lexicalTextOf,
  rankHits,
} from '../../plugins/assistant-backend/src/retrieval/HybridRetriever';
import type { Question } from './readQuestions';
import { scopeOfQuestion } from './scopeOfQuestion';

export type Method = 'bm25' | 'dense' | 'hybrid';

export interface Ranked {
  question: Question;
  /** Paths of pages, best first, by each method. */
  pages: Record<Method, string[]>;
  /** What the judgement rests on. */
  features?: AnswerabilityFeatures;
  answered: boolean;
}

/** Ranks the pages for a question by words alone, by vectors alone, and as the assistant does. */
export async function rankPages(
  question: Question,
  { reader, embedder }: { reader: DocumentReader; embedder: Embedder },
): Promise<Ranked> {
  const { signal } = new AbortController();
  const scope = await scopeOfQuestion(question);
  const [vector] = await embedder.embed([scope.searchText], {
    kind: 'query',
    signal,
  });
  const hits = await reader.search({
    filter: scope.asker.filter,
    text: lexicalTextOf(scope),
    vector,
    limit: 60,
    signal,
  });
  const { ranked, features, answered } = rankHits(hits, scope, reader);
  return {
    question,
    features,
    answered,
    pages: {
      bm25: pagesBy(hits, hit => hit.lexical),
      dense: pagesBy(hits, hit => hit.dense),
      hybrid: pathsOf(ranked),
    },
  };
}

function pagesBy(
  hits: readonly ChunkHit[],
  scoreOf: (hit: ChunkHit) => number | undefined,
): string[] {
  return pathsOf(
    hits
      .filter(hit => scoreOf(hit) !== undefined)
      .sort((a, b) => (scoreOf(b) ?? 0) - (scoreOf(a) ?? 0)),
  );
}

function pathsOf(hits: readonly ChunkHit[]): string[] {
  return [...new Set(hits.map(hit => versionless(hit.path)))];
}

/** Both language versions of a page count as one. */
export function versionless(path: string): string {
  return path.replace(/\/ru\//, '/');
}

/** Place of the first page that is right, 0 = first, -1 = none. */
export function rankOf(
  pages: readonly string[],
  expected: readonly string[],
): number {
  const right = new Set(expected.map(versionless));
  return pages.findIndex(page => right.has(page));
}
