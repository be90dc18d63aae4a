import type { EntityHealth } from '@smart-assistant/backstage-plugin-assistant-common';
import { composeCards, withNumbers } from './composeFindings';
import { endedSentence } from './composeVerdict';
import {
  type DiagnosisContext,
  askedName,
  partsOfTitle,
} from './DiagnosisContext';
import { inlineText } from './inlineText';
import { renderChecks } from './renderChecks';

const MAX_ROWS = 10;

/** No finding above `info`: healthy, not known, not provable, or caused by what may not be seen. */
export function composeHealth(context: DiagnosisContext): void {
  const { builder, words, diagnosis, time, past } = context;
  const lead = past ? words.asOf({ at: time.at(diagnosis.at) }) : '';
  builder.text('verdict', `${lead}${verdictOf(context)}`);
  composeDoubt(context);
  builder.text('body', lookedAt(context));
  composeCards(context, []);
}

function verdictOf(context: DiagnosisContext): string {
  const { words, diagnosis } = context;
  const { health, causeOutside, findings } = diagnosis;
  const name = askedName(context);
  const ill = health.filter(({ state }) => state === 'attention');
  if (causeOutside) {
    return words.outside({ name: ill.length === 1 ? nameOf(ill[0]) : name });
  }
  if (ill.length > 0) {
    const best = ill[0].finding?.title;
    return words.notProvable({
      name: ill.length === 1 ? nameOf(ill[0]) : name,
      best: best && inlineText(best),
      cite: '',
    });
  }
  const ended = findings.find(({ state }) => state === 'resolved');
  if (ended) {
    return endedSentence(ended, context);
  }
  const known = health.filter(({ state }) => state === 'healthy');
  return known.length === 0
    ? words.unknownHealth({ name })
    : words.healthy({ names: known.map(nameOf), total: known.length });
}

/** What is only suspected comes with the checks that would settle it. */
function composeDoubt({ diagnosis, builder, words }: DiagnosisContext): void {
  const doubtful = diagnosis.health.some(({ state }) => state === 'attention');
  const checks = diagnosis.findings
    .filter(({ state }) => state === 'active')
    .flatMap(({ nextChecks }) => nextChecks)
    .slice(0, 2);
  if (doubtful && checks.length > 0) {
    builder.text(
      'body',
      `${words.settle()}\n\n${renderChecks(checks, new Map())}`,
    );
  }
}

function lookedAt({ words, diagnosis, time, past }: DiagnosisContext): string {
  const { looked, telemetry, at } = diagnosis;
  const { workloads, pods, series, logTemplates } = looked;
  return workloads + pods + series + logTemplates === 0
    ? ''
    : words.looked({
        ...looked,
        newest: past
          ? undefined
          : time.duration(at.getTime() - telemetry.at.getTime()),
      });
}

/** State of several things: how many need attention, a row for each of them, then the worst ones' cards. */
export function composeOverview(given: DiagnosisContext): void {
  const context = withNumbers(given);
  const { builder, words, diagnosis, time, past } = context;
  const ill = diagnosis.health.filter(({ state }) => state === 'attention');
  const count = (state: EntityHealth['state']) =>
    diagnosis.health.filter(one => one.state === state).length;
  const lead = past ? words.asOf({ at: time.at(diagnosis.at) }) : '';
  builder.text(
    'verdict',
    `${lead}${words.needAttention({
      count: ill.length,
      total: diagnosis.health.length,
    })}`,
  );
  const rest = words.healthRest({
    healthy: count('healthy'),
    unknown: count('unknown'),
  });
  const rows = ill.slice(0, MAX_ROWS).map(one => `- ${rowOf(one, context)}`);
  builder.text(
    'body',
    [
      ...rows,
      ...(ill.length > MAX_ROWS
        ? [`- ${words.more({ count: ill.length - MAX_ROWS })}`]
        : []),
      ...(count('healthy') + count('unknown') > 0 ? ['', rest] : []),
    ].join('\n'),
  );
  composeCards(context, context.alarms);
}

function rowOf(one: EntityHealth, context: DiagnosisContext): string {
  const { words, time, alarms, book } = context;
  const { finding, moreFindings } = one;
  const known = alarms.find(({ id }) => id === finding?.id);
  const phrase = known
    ? partsOfTitle(known).phrase
    : finding && inlineText(finding.title);
  return (
    words.healthRow({
      name: `**${nameOf(one)}**`,
      phrase,
      since: finding?.since && time.at(new Date(finding.since)),
      more: moreFindings,
    }) + book.marks(known?.reasons[0]?.evidence.slice(0, 1) ?? [])
  );
}

const nameOf = ({ entity }: EntityHealth) => inlineText(entity.title);
