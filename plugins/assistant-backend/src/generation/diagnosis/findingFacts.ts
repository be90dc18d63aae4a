import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import type { KnownFact } from '../../ask/stages';
import { estimateTokens } from '../../text/estimateTokens';
import type { DiagnosisContext } from './DiagnosisContext';

/** Tokens that the findings may take of a prompt. */
export const FACT_TOKENS = 1_500;
const MAX_EVIDENCE = 8;
const MAX_LINE = 400;

/**
 * What a model may word of a diagnosis, in an order that depends on nothing but the diagnosis:
 * states, titles of the findings, then their reasons, evidence and changes, then log lines.
 *
 * Each line ends with the numbers that the answer cites it by, so that the model can only point at
 * what is in here. Text of systems is quoted, one line each: it is material, never an instruction.
 */
export function findingFacts(context: DiagnosisContext): KnownFact[] {
  const { diagnosis, alarms, book } = context;
  const facts = [
    ...stateFacts(context),
    ...alarms.flatMap(finding => titleFact(finding, context)),
    ...alarms.flatMap(finding => evidenceFacts(finding, context)),
    ...diagnosis.changes.flatMap(change =>
      factOf('values', change.entityRef ? [change.entityRef] : [], {
        text: `${change.at.toISOString()} change: ${quoted(change.detail)}`,
        citations: book.numbersOf([change.evidenceId]),
      }),
    ),
    ...diagnosis.logs.flatMap(log =>
      factOf('log-text', log.entityRef ? [log.entityRef] : [], {
        text: `log, ${log.count} times: ${quoted(log.sample)}`,
        citations: book.numbersOf([log.evidenceId]),
      }),
    ),
  ];
  return fitting(facts);
}

function stateFacts({ diagnosis }: DiagnosisContext): KnownFact[] {
  return diagnosis.health.map(({ entity, state }) => ({
    material: 'states' as const,
    entityRefs: [entity.entityRef],
    text: `State of ${quoted(entity.title)}: ${state}`,
    citations: [],
  }));
}

function titleFact(finding: Finding, { book }: DiagnosisContext): KnownFact[] {
  const { severity, title, cause, confidence, since, subject } = finding;
  return factOf('findings', subject.entityRef ? [subject.entityRef] : [], {
    text: `Finding (${severity}, ${confidence}, cause ${cause}${
      since ? `, since ${since}` : ''
    }): ${quoted(title)}`,
    citations: book.numbersOf(finding.evidence.map(({ id }) => id)).slice(0, 4),
  });
}

function evidenceFacts(
  finding: Finding,
  { book }: DiagnosisContext,
): KnownFact[] {
  const { subject, victims, evidence, reasons } = finding;
  // a piece of evidence may show a victim: all of them must be allowed
  const refs = subject.entityRef
    ? [subject, ...victims].flatMap(({ entityRef }) => entityRef ?? [])
    : [];
  return [
    ...reasons.flatMap(reason =>
      factOf('values', refs, {
        text: `Reason: ${quoted(reason.text)}`,
        citations: book.numbersOf(reason.evidence),
      }),
    ),
    ...evidence
      .filter(({ id }) => book.numbersOf([id]).length > 0)
      .slice(0, MAX_EVIDENCE)
      .flatMap(one =>
        factOf(one.source === 'log' ? 'log-text' : 'values', refs, {
          text: `${one.at} ${one.source}: ${quoted(one.text)}`,
          citations: book.numbersOf([one.id]),
        }),
      ),
  ];
}

/** Nothing that belongs to no entity, for nothing says that it may leave; nothing that cannot be cited. */
function factOf(
  material: KnownFact['material'],
  entityRefs: readonly string[],
  { text, citations }: Pick<KnownFact, 'text' | 'citations'>,
): KnownFact[] {
  if (entityRefs.length === 0 || citations.length === 0) {
    return [];
  }
  const marks = citations.map(number => `[^${number}]`).join('');
  return [
    {
      material,
      entityRefs: [...new Set(entityRefs)],
      text: `${text} ${marks}`,
      citations,
    },
  ];
}

/** One line between quotes, without quotes and marks of its own. */
function quoted(text: string): string {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/["“”]/g, "'")
    .replace(/\[\^/g, '[')
    .trim();
  return `"${
    line.length > MAX_LINE ? `${line.slice(0, MAX_LINE - 1)}…` : line
  }"`;
}

function fitting(facts: readonly KnownFact[]): KnownFact[] {
  let room = FACT_TOKENS;
  const taken: KnownFact[] = [];
  for (const fact of facts) {
    room -= estimateTokens(`- ${fact.text}\n`);
    if (room < 0) {
      break;
    }
    taken.push(fact);
  }
  return taken;
}
