import type { LogSeverity } from '@smart-assistant/backstage-plugin-assistant-node';

const WORDS: ReadonlyArray<[RegExp, LogSeverity]> = [
  [/^(fatal|crit(ical)?|emerg(ency)?|alert|panic)/i, 'fatal'],
  [/^(err(or)?|severe|e)\b/i, 'error'],
  [/^(warn(ing)?|w)\b/i, 'warning'],
  [/^(info(rmation(al)?)?|notice|i)\b/i, 'info'],
  [/^(debug|trace|fine|verbose|d)/i, 'debug'],
];

/** Severity by its word in any of the usual spellings, by a syslog-like number, or by OpenTelemetry's. */
export function severityOfWord(word: string | undefined): LogSeverity {
  return (
    WORDS.find(
      ([pattern]) => word !== undefined && pattern.test(word.trim()),
    )?.[1] ?? 'unknown'
  );
}

/** Severity by OpenTelemetry's number, 1 to 24. */
export function severityOfNumber(number: number): LogSeverity {
  const steps: LogSeverity[] = [
    'debug',
    'debug',
    'info',
    'warning',
    'error',
    'fatal',
  ];
  return number >= 1 && number <= 24
    ? steps[Math.floor((number - 1) / 4)]
    : 'unknown';
}

// the level stands near the start, alone or in brackets: `2026-… ERROR [main]`, `[warn]`, `level=error`
const IN_LINE =
  /(?:^|[\s[("|])(?:level=|severity=)?"?(TRACE|DEBUG|INFO|NOTICE|WARN(?:ING)?|ERROR|SEVERE|FATAL|CRITICAL|PANIC)"?(?=[\s\]):,|"]|$)/;
const LOWER =
  /(?:\[|level=|severity=|"level":\s*"|"severity":\s*")"?(trace|debug|info|notice|warn(?:ing)?|error|severe|fatal|critical|panic)\b/i;
const KLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d/;
const EXCEPTION =
  /^(?:Traceback \(most recent call last\)|panic:|Exception in thread|(?:[\w$]+\.)+\w*(?:Error|Exception)\b|\w*(?:Error|Exception): )/m;

/** Severity that a line tells in its own text. */
export function severityOfLine(line: string): LogSeverity {
  const head = line.slice(0, 400);
  const word =
    IN_LINE.exec(head.slice(0, 160))?.[1] ??
    LOWER.exec(head)?.[1] ??
    KLOG.exec(head)?.[1];
  if (word) {
    return severityOfWord(word);
  }
  return EXCEPTION.test(head) ? 'error' : 'unknown';
}
