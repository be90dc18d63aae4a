import type { Grounds } from './GroundsReader';
import type { ModelStage } from './ports';
import type { EvidenceAnswer, Scope } from './stages';

/**
 * What a model is given, or nothing where it has nothing to word: it speaks where a page answers or
 * something is known of the live state. Of pages that do not answer it gets none.
 */
export function toModelRun(options: {
  scope: Scope;
  documents: Grounds['documents'];
  evidence: EvidenceAnswer;
  signal: AbortSignal;
}): Parameters<ModelStage>[0] | undefined {
  const { scope, documents, evidence, signal } = options;
  const { facts = [] } = evidence;
  if (!documents || (!documents.retrieval.answered && facts.length === 0)) {
    return undefined;
  }
  const { reader, retrieval } = documents;
  return {
    scope,
    reader,
    retrieval: retrieval.answered ? retrieval : { ...retrieval, chunks: [] },
    evidence,
    facts,
    signal,
  };
}
