import type {
  CauseGraph,
  EvidenceChart,
  Finding,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { AnswerBlock } from './answerBlocks';

/** The findings that an answer tells, in its order. */
export function findingsOf(blocks: AnswerBlock[]): Finding[] {
  return blocks.flatMap(block =>
    block.kind === 'finding' ? [block.finding] : [],
  );
}

/** The number under which a piece of evidence is cited, by its id. */
export function numbersOfEvidence(blocks: AnswerBlock[]): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { evidence } of findingsOf(blocks)) {
    for (const { id, citation } of evidence) {
      if (citation !== undefined && !numbers.has(id)) {
        numbers.set(id, citation);
      }
    }
  }
  return numbers;
}

/** The numbers that pieces of evidence are cited under, each once. */
export function citationsOf(finding: Finding, evidence: string[]): number[] {
  const numbers = finding.evidence
    .filter(({ id }) => evidence.includes(id))
    .flatMap(({ citation }) => (citation === undefined ? [] : [citation]));
  return [...new Set(numbers)].sort((a, b) => a - b);
}

/**
 * What a mark of a chart stands for. A chart tells when and what kind; the finding knows which
 * change it blames and what happened at the same instant.
 */
export function evidenceOfMarker(
  marker: EvidenceChart['markers'][number],
  finding: Finding | undefined,
): string | undefined {
  if (marker.kind === 'change') {
    const { change } = finding ?? {};
    return change && Date.parse(change.at) === marker.at
      ? change.evidenceId
      : undefined;
  }
  return finding?.evidence.find(({ at }) => Date.parse(at) === marker.at)?.id;
}

/** How many things a reader may know of by count, but not by name. */
export function withheldCount(options: {
  findings: Finding[];
  graph?: CauseGraph;
}): number {
  const { findings, graph } = options;
  const nodes = graph?.nodes.filter(({ role }) => role === 'withheld') ?? [];
  const victims = findings.map(({ withheldVictims }) => withheldVictims);
  // the graph draws the same things again
  return Math.max(nodes.length, ...victims, 0);
}
