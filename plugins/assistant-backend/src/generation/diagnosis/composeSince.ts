import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import { composeCards, withNumbers } from './composeFindings';
import { sinceOf } from './composeVerdict';
import {
  type DiagnosisContext,
  askedName,
  nameOf,
  partsOfTitle,
} from './DiagnosisContext';
import { inlineText } from './inlineText';
import { shortenDetail } from './words/readChange';

const MAX_FINDINGS = 3;

/** Since when: the time of each finding, how long that is, and the change before it. */
export function composeSince(given: DiagnosisContext): void {
  const context = withNumbers(given);
  const { builder, words, alarms } = context;
  if (alarms.length === 0) {
    builder.text('verdict', words.nothingSince({ name: askedName(context) }));
    return;
  }
  const shown = alarms.slice(0, MAX_FINDINGS);
  const [first, ...others] = shown.map(finding => sentence(finding, context));
  builder.text('verdict', first);
  builder.text('body', others.map(text => `- ${text}`).join('\n'));
  builder.text('body', shown.flatMap(one => changeOf(one, context)).join('\n'));
  composeCards(context, shown);
}

function sentence(finding: Finding, context: DiagnosisContext): string {
  const { words, time, book, diagnosis } = context;
  const since = sinceOf(finding);
  const common = {
    name: `**${nameOf(finding, context)}**`,
    phrase: partsOfTitle(finding).phrase,
    cite: book.marks(finding.reasons[0]?.evidence.slice(0, 1) ?? []),
  };
  return since
    ? words.sinceWhen({
        ...common,
        since: time.at(since),
        age: time.duration(diagnosis.at.getTime() - since.getTime()),
      })
    : words.sinceUnknown({
        ...common,
        first: time.at(new Date(finding.firstSeen)),
      });
}

function changeOf(
  { change }: Finding,
  { words, time, book }: DiagnosisContext,
): string[] {
  return change
    ? [
        `- ${words.changed({
          at: time.at(new Date(change.at)),
          detail: inlineText(shortenDetail(change.detail)),
          cite: book.marks([change.evidenceId]),
        })}`,
      ]
    : [];
}
