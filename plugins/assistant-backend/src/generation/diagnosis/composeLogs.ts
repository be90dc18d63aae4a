import { lastStackTrace } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { DisclosedLog } from '../../ask/diagnosis';
import { type DiagnosisContext, askedName } from './DiagnosisContext';
import { codeBlock, codeSpan, inlineText } from './inlineText';

const MAX_TEMPLATES = 5;
const MAX_SAMPLE_LINES = 8;
const MAX_LINE = 400;
const ERRORS = new Set(['error', 'critical', 'fatal', 'emergency', 'alert']);

/** Kinds of log lines with their counts, errors first, and the newest line of each as it was written. */
export function composeLogs(context: DiagnosisContext): void {
  const { builder, words, time, diagnosis } = context;
  const { window } = diagnosis;
  const logs = nearestFirst(context);
  const name = askedName(context);
  if (logs.length === 0) {
    builder.text(
      'verdict',
      words.noLogs({
        name,
        from: time.at(window.from),
        to: time.at(window.to),
      }),
    );
    return;
  }
  builder.text(
    'verdict',
    words.logs({
      name,
      templates: logs.length,
      lines: sum(logs),
      errors: sum(logs.filter(isError)),
    }),
  );
  logs
    .slice(0, MAX_TEMPLATES)
    .forEach(log => builder.text('body', renderLog(log, context)));
  if (logs.length > MAX_TEMPLATES) {
    builder.text('note', words.more({ count: logs.length - MAX_TEMPLATES }));
  }
}

/** Lines of what was asked about, and of what is at fault, before those of its surroundings. */
function nearestFirst({
  diagnosis,
  scope,
  alarms,
}: DiagnosisContext): DisclosedLog[] {
  const near = new Set([
    ...scope.entities.map(({ entityRef }) => entityRef),
    ...alarms.flatMap(({ subject }) => subject.entityRef ?? []),
  ]);
  const isNear = ({ entityRef }: DisclosedLog) =>
    entityRef !== undefined && near.has(entityRef);
  return [
    ...diagnosis.logs.filter(isNear),
    ...diagnosis.logs.filter(log => !isNear(log)),
  ];
}

function renderLog(
  log: DisclosedLog,
  { words, time, book }: DiagnosisContext,
): string {
  const root = lastStackTrace(log.sample);
  const head = words.template({
    count: log.count,
    severity: inlineText(log.severity, 20),
    last: time.at(log.lastSeen),
    cite: book.log(log),
  });
  return [
    head,
    codeSpan(log.template),
    words.newestLine({
      at: time.at(log.lastSeen),
      pod: log.pod && inlineText(log.pod),
    }),
    codeBlock(excerpt(log.sample)),
    root
      ? words.exception({
          exception: inlineText(
            root.message ? `${root.type}: ${root.message}` : root.type,
          ),
        })
      : '',
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** The first lines, as they were written but for characters that change how others are shown. */
function excerpt(sample: string): string {
  const lines = sample
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
    .replace(/\n+$/, '')
    .split('\n');
  const shown = lines
    .slice(0, MAX_SAMPLE_LINES)
    .map(line =>
      line.length > MAX_LINE ? `${line.slice(0, MAX_LINE - 1)}…` : line,
    );
  return [...shown, ...(lines.length > MAX_SAMPLE_LINES ? ['…'] : [])].join(
    '\n',
  );
}

const isError = ({ severity }: DisclosedLog) =>
  ERRORS.has(severity.toLocaleLowerCase('en-US'));

const sum = (logs: readonly DisclosedLog[]) =>
  logs.reduce((total, { count }) => total + count, 0);
