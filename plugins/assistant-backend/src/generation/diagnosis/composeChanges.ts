import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import type { DisclosedChange } from '../../ask/diagnosis';
import { composeCards, withNumbers } from './composeFindings';
import {
  type DiagnosisContext,
  askedName,
  partsOfTitle,
} from './DiagnosisContext';
import { inlineText } from './inlineText';
import { shortenDetail } from './words/readChange';

const MAX_CHANGES = 12;

/** What was changed in the window, newest first; the one that a finding blames is marked. */
export function composeChanges(given: DiagnosisContext): void {
  const context = withNumbers(given);
  const { builder, words, time, diagnosis, alarms } = context;
  const changes = [...diagnosis.changes].sort(
    (a, b) =>
      b.at.getTime() - a.at.getTime() || (a.evidenceId < b.evidenceId ? -1 : 1),
  );
  const { to } = diagnosis.window;
  // without a window in the question, changes of longer ago are told as well
  const from = new Date(
    Math.min(
      diagnosis.window.from.getTime(),
      ...changes.map(({ at }) => at.getTime()),
    ),
  );
  const blamed = changes.find(change => blamedBy(change, context));
  const verdict = words.changes({
    name: askedName(context),
    count: changes.length,
    from: time.at(from),
    to: time.at(to),
    newest: changes[0] && time.at(changes[0].at),
  });
  const blame = blamed && blamedBy(blamed, context);
  builder.text(
    'verdict',
    blamed && blame
      ? `${verdict} ${words.suspectLead({
          at: time.at(blamed.at),
          suspect: suspectOf(blamed, blame, context),
        })}`
      : verdict,
  );
  builder.text('body', listOf(changes, context));
  composeCards(
    context,
    alarms.filter(({ change }) => change !== undefined),
  );
}

function listOf(
  changes: readonly DisclosedChange[],
  context: DiagnosisContext,
): string {
  const shown = changes.slice(0, MAX_CHANGES);
  const blamed = changes.find(change => blamedBy(change, context));
  const more = changes.length - shown.length;
  return [
    ...(blamed && !shown.includes(blamed) ? [lineOf(blamed, context)] : []),
    ...shown.map(change => lineOf(change, context)),
    ...(more > 0 ? [`- ${context.words.more({ count: more })}`] : []),
  ].join('\n');
}

function lineOf(change: DisclosedChange, context: DiagnosisContext): string {
  const { time, book } = context;
  const blame = blamedBy(change, context);
  const detail = inlineText(shortenDetail(change.detail));
  const subject = subjectOf(change);
  const suspect = blame ? ` – ${suspectOf(change, blame, context)}` : '';
  const text = subject ? `**${subject}**: ${detail}` : detail;
  return `- ${time.at(change.at)} ${text}${suspect}${book.change(change)}`;
}

function suspectOf(
  { at }: DisclosedChange,
  { since, ...blame }: Finding,
  { words, time }: DiagnosisContext,
): string {
  return words.suspect({
    name: partsOfTitle(blame).name,
    before: since ? time.span(Date.parse(since) - at.getTime()) : undefined,
  });
}

function blamedBy(
  { evidenceId }: DisclosedChange,
  { alarms }: DiagnosisContext,
) {
  return alarms.find(({ change }) => change?.evidenceId === evidenceId);
}

/** The sentence of a change begins with its object; the reference of its entity ends with it. */
function subjectOf({ text, detail, entityRef }: DisclosedChange): string {
  const head = text.slice(0, Math.max(0, text.indexOf(detail)));
  const [, name] = /^(\S{1,120}?):? (?:was|changed|изменение)/.exec(head) ?? [];
  const known = name ?? entityRef?.slice(entityRef.lastIndexOf('/') + 1);
  return known ? inlineText(known) : '';
}
