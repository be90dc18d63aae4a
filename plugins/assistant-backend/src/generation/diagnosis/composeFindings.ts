import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import { composeDoNow } from './composeDoNow';
import { composeVerdict } from './composeVerdict';
import {
  type DiagnosisContext,
  nameOfSubject,
  withoutStop,
} from './DiagnosisContext';
import { inlineText } from './inlineText';
import { shortenDetail } from './words/readChange';

/** Cards of one answer; the rest is counted. */
const MAX_CARDS = 6;
const MAX_NAMES = 6;
const MAX_RULED_OUT = 3;

/** Verdict, cards with their charts, what to do, and in short lines why, what changed and how sure. */
export function composeFindings(given: DiagnosisContext): void {
  const context = withNumbers(given);
  composeVerdict(context);
  composeCards(context, context.alarms);
  const [first] = context.alarms;
  if (first.level === 'full') {
    composeDoNow(first, context);
    composeDetails(first, context);
  }
}

/** All numbers first, in the order in which the findings are told. */
export function withNumbers(context: DiagnosisContext): DiagnosisContext {
  const { alarms, book } = context;
  return {
    ...context,
    alarms: alarms.map((finding, i) =>
      i < MAX_CARDS ? book.number(finding) : finding,
    ),
  };
}

/** Cards in the order of the findings, each with its charts; then what stands beside them. */
export function composeCards(
  { builder, diagnosis }: DiagnosisContext,
  findings: readonly Finding[],
): void {
  const shown = findings.slice(0, MAX_CARDS);
  const ids = new Set(shown.map(({ id }) => id));
  for (const finding of shown) {
    builder.finding(finding);
    diagnosis.charts
      .filter(({ findingId }) => findingId === finding.id)
      .forEach(chart => builder.chart(chart));
  }
  diagnosis.charts
    .filter(({ findingId }) => findingId === undefined || !ids.has(findingId))
    .forEach(chart => builder.chart(chart));
  builder.timeline(diagnosis.timeline).graph(diagnosis.graph);
}

/** One line for each thing; the card says it at length. */
function composeDetails(finding: Finding, context: DiagnosisContext): void {
  const { words, builder } = context;
  const lines = [
    whyLine(finding, context),
    changeLine(finding, context),
    affectedLine(finding, context),
    finding.ruledOut.length > 0
      ? words.ruledOut({
          items: finding.ruledOut
            .slice(0, MAX_RULED_OUT)
            .map(item => inlineText(withoutStop(shortenBrackets(item)))),
        })
      : '',
    words.sure({
      confidence: finding.confidence,
      reasons: finding.reasons.length,
    }),
  ];
  builder.text(
    'body',
    lines
      .filter(Boolean)
      .map(line => `- ${line}`)
      .join('\n'),
  );
}

function whyLine(
  { reasons, change }: Finding,
  { words, book }: DiagnosisContext,
): string {
  const others = reasons.filter(
    ({ evidence }) => !change || !evidence.includes(change.evidenceId),
  );
  const [first = reasons[0]] = others;
  return first
    ? words.why({
        reason: inlineText(withoutStop(first.text)),
        more: reasons.length - 1,
        cite: book.marks(first.evidence),
      })
    : '';
}

function changeLine(
  { change }: Finding,
  { words, time, book, diagnosis }: DiagnosisContext,
): string {
  if (change) {
    return words.changed({
      at: time.at(new Date(change.at)),
      detail: inlineText(shortenDetail(change.detail)),
      cite: book.marks([change.evidenceId]),
    });
  }
  return diagnosis.changes.length === 0 ? words.nothingChanged() : '';
}

function affectedLine(
  { victims, withheldVictims, subject }: Finding,
  { words }: DiagnosisContext,
): string {
  const own = nameOfSubject(subject);
  const names = [...new Set(victims.map(nameOfSubject))].filter(
    name => name !== own,
  );
  return names.length > 0 || withheldVictims > 0
    ? words.affected({
        names: [
          ...names.slice(0, MAX_NAMES),
          ...(names.length > MAX_NAMES
            ? [words.more({ count: names.length - MAX_NAMES })]
            : []),
        ],
        withheld: withheldVictims,
      })
    : '';
}

/** "The change of search (image of search …): checkout does not need it." */
function shortenBrackets(text: string): string {
  return text.replace(
    /\(([^()]*→[^()]*)\)/,
    (_, detail: string) => `(${shortenDetail(detail)})`,
  );
}
