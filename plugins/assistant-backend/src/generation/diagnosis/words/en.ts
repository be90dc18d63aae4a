import type { DiagnosisWords, VerdictParts } from './DiagnosisWords';
import { countEn } from './TimeWords';
import type { Trouble } from './troubles';

const list = new Intl.ListFormat('en', { type: 'conjunction' });

const VERBS: Record<Trouble, string> = {
  memory: 'is killed for lack of memory',
  crashes: 'keeps crashing',
  restarts: 'is restarted again and again',
  'cannot-start': 'cannot start its new pods',
  unreachable: 'does not get its requests',
  trouble: 'is in trouble',
};

const SOURCES = {
  resource: 'State',
  event: 'Event',
  log: 'Log',
  metric: 'Metric',
  change: 'Change',
};

const CONFIDENCE = {
  confirmed: 'confirmed, the system says so itself',
  likely:
    'likely, it follows from what is recorded, though nothing says it outright',
  possible: 'possible, only the symptom is recorded',
};

/** "release 3.15.0 lowered its memory limit from 1Gi to 512Mi". */
function changeClause({
  version,
  quantity,
  item,
}: NonNullable<VerdictParts['change']>): string {
  const moved =
    quantity && `its ${quantity.name} from ${quantity.from} to ${quantity.to}`;
  if (version && quantity) {
    return `release ${version} ${quantity.direction} ${moved}`;
  }
  if (version) {
    return `release ${version} went out${item ? ` (${item})` : ''}`;
  }
  return quantity
    ? `a change ${quantity.direction} ${moved}`
    : `a change was made${item ? ` (${item})` : ''}`;
}

function afterChange(change: VerdictParts['change']): string {
  if (!change || change.order === 'after') {
    return '';
  }
  const clause = changeClause(change);
  if (change.order === 'around') {
    return `, about when ${clause}`;
  }
  return change.before
    ? `, ${change.before} after ${clause}`
    : `, right after ${clause}`;
}

function verdict({ name, trouble, phrase, since, change, cite }: VerdictParts) {
  const head = `${name} ${VERBS[trouble]}`;
  const when = since ? ` since ${since}` : '';
  const after = afterChange(change);
  if (trouble !== 'memory') {
    return `${head}${when}${after}: ${phrase}.${cite}`;
  }
  // the verb says it all but the figure, unless the change names that too
  const figure = /, (limit \S+)$/.exec(phrase)?.[1];
  const told = !figure || change?.quantity;
  return `${head}${told ? '' : ` (${figure})`}${when}${after}.${cite}`;
}

function normally(low: string | undefined, high: string | undefined) {
  if (low === undefined || high === undefined) {
    return '';
  }
  return low === high ? `, normally ${low}` : `, normally ${low} to ${high}`;
}

/** English. */
export const en: DiagnosisWords = {
  verdict,
  independently: ({ verdict: text }) => `Independent of that, ${text}`,
  notItself: ({ names }) =>
    `The cause is not in ${list.format(names)} itself: `,
  ended: ({ name, phrase, from, to }) =>
    `${name} has recovered${to ? ` at ${to}` : ''}${
      from ? `; it was in trouble since ${from}` : ''
    }: ${phrase}.`,
  asOf: ({ at }) => `As of ${at}: `,
  detailsForOwners: ({ name }) => `The details are for the owners of ${name}.`,
  outside: ({ name }) =>
    name
      ? `What is wrong with ${name} has its cause outside of what you may see.`
      : 'The cause lies outside of what you may see.',
  alsoOutside: () =>
    'A part of what is wrong here has its cause outside of what you may see.',
  notProvable: ({ name, best, cite }) =>
    `What is wrong${
      name ? ` with ${name}` : ''
    } cannot be proved from what is recorded${
      best ? `; most likely: ${best}` : ''
    }.${cite}`,
  healthy: ({ names, total }) =>
    total === 1
      ? `${names[0]} is healthy.`
      : `All ${total} services are healthy.`,
  looked: ({ workloads, pods, series, logTemplates, newest }) =>
    `Looked at: ${list.format([
      countEn(workloads, 'workload'),
      countEn(pods, 'pod'),
      countEn(series, 'metric series', 'metric series'),
      countEn(logTemplates, 'kind of log line', 'kinds of log lines'),
    ])}${newest ? `; the newest record is ${newest} old` : ''}.`,
  unknownHealth: ({ name }) =>
    `How ${name ?? 'it'} is cannot be told: no telemetry of it is recorded.`,
  needAttention: ({ count, total }) =>
    `${count} of ${countEn(total, 'service')} ${
      count === 1 ? 'needs' : 'need'
    } attention.`,
  healthRow: ({ name, phrase, since, more }) =>
    `${name}${phrase ? `: ${phrase}` : ''}${since ? `, since ${since}` : ''}${
      more > 0 ? ` (and ${more} more)` : ''
    }`,
  healthRest: ({ healthy, unknown }) =>
    [
      healthy > 0 &&
        `${countEn(healthy, 'service')} ${
          healthy === 1 ? 'is' : 'are'
        } healthy`,
      unknown > 0 && `nothing is recorded of ${countEn(unknown, 'service')}`,
    ]
      .filter(Boolean)
      .join('; ')
      .replace(/^./, first => first.toLocaleUpperCase('en'))
      .concat('.'),
  gap: ({ source, from, to }) =>
    to
      ? `No data from ${source} between ${from} and ${to}.`
      : `No data from ${source} since ${from}.`,
  gapProvesNothing: () => 'Its silence proves nothing.',

  doNow: () => '**Do this now**',
  checkNext: () => '**Check next**',
  settle: () => '**What would settle it**',
  runbookOfAlert: ({ address, cite }) =>
    `The alert names its own runbook: ${address}${cite}`,
  why: ({ reason, more, cite }) =>
    `**Why**: ${reason}${cite}${
      more > 0 ? ` (${countEn(more, 'more reason')} in the card)` : ''
    }`,
  changed: ({ at, detail, cite }) =>
    `**What changed**: ${detail} at ${at}${cite}`,
  nothingChanged: () =>
    '**What changed**: nothing that is recorded, shortly before.',
  affected: ({ names, withheld }) =>
    `**Affected**: ${list.format([
      ...names,
      ...(withheld > 0
        ? [`${withheld} ${names.length > 0 ? 'more ' : ''}not shown to you`]
        : []),
    ])}`,
  ruledOut: ({ items }) => `**Ruled out**: ${items.join('; ')}`,
  sure: ({ confidence, reasons }) =>
    `**How sure**: ${CONFIDENCE[confidence]}${
      reasons > 0 ? ` (${countEn(reasons, 'reason')})` : ''
    }.`,
  handled: ({ name, state, by, until }) =>
    `${name}: ${state} by ${by}${until ? ` until ${until}` : ''}.`,
  chronic: ({ names }) => `For more than a day already: ${list.format(names)}.`,

  changes: ({ name, count, from, to, newest }) =>
    count === 0
      ? `Nothing was changed${
          name ? ` around ${name}` : ''
        } between ${from} and ${to}.`
      : `${countEn(count, 'change')}${
          name ? ` around ${name}` : ''
        } between ${from} and ${to}, the newest at ${newest}.`,
  suspectLead: ({ at, suspect }) => `The one at ${at} came ${suspect}.`,
  suspect: ({ name, before }) =>
    before
      ? `${before} before ${name} began to fail`
      : `right before ${name} began to fail`,
  more: ({ count }) => `… and ${count} more`,
  logs: ({ name, templates, lines, errors }) =>
    `${countEn(lines, 'log line')} of ${countEn(templates, 'kind')}${
      name ? ` around ${name}` : ''
    }, ${errors === 0 ? 'none of them' : errors} at error level.`,
  noLogs: ({ name, from, to }) =>
    `No log line${
      name ? ` of ${name}` : ''
    } is recorded between ${from} and ${to}.`,
  template: ({ count, severity, last, cite }) =>
    `**${count} ×** ${severity}, last at ${last}${cite}`,
  newestLine: ({ at, pod }) =>
    `The newest line, ${at}${pod ? `, pod ${pod}` : ''}:`,
  exception: ({ exception }) => `The exception at its root: ${exception}`,
  sinceWhen: ({ name, since, age, phrase, cite }) =>
    `Since ${since}, for ${age}: ${name}: ${phrase}.${cite}`,
  sinceUnknown: ({ name, phrase, first, cite }) =>
    `When it began is not recorded; it was first seen at ${first}: ${name}: ${phrase}.${cite}`,
  nothingSince: ({ name }) =>
    `Nothing is wrong${
      name ? ` with ${name}` : ''
    } in this time, so nothing began.`,
  charts: ({ count, name }) =>
    `${countEn(count, 'metric')}${name ? ` of ${name}` : ''}:`,
  noCharts: ({ name, from, to }) =>
    `No metric${
      name ? ` of ${name}` : ''
    } is recorded between ${from} and ${to}.`,
  chartLine: ({ title, now, low, high, unusual }) =>
    `**${title}**: ${now}${normally(low, high)}${unusual ? ', unusual' : ''}`,

  needsAttentionNote: ({ name, phrase }) =>
    `${name} needs attention right now: ${phrase}.`,
  evidenceTitle: source => SOURCES[source],

  askSince: () => 'Since when exactly?',
  askLogs: ({ name }) => `Show the last logs of ${name}`,
  askChanged: ({ name }) => `What else changed at ${name}?`,
  askChangedLately: ({ name }) => `What changed at ${name} in the last hour?`,
  askWhy: ({ name }) => `Why is ${name} in trouble?`,
  askRelated: ({ name }) => `How is ${name} doing?`,
};
