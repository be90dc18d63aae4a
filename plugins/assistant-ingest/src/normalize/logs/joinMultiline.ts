import type { LogRecord } from '@smart-assistant/backstage-plugin-assistant-node';

/** Longest joined message, in characters: the end of a trace tells the cause, so the middle goes. */
const MAX_BODY = 32_000;
/** Parts further apart than this are messages of their own, in milliseconds. */
const MAX_PAUSE_MS = 2000;
const MAX_PARTS = 500;

// how a line looks that goes on with the one before it
const CONTINUES =
  /^(?:\s+\S|\t|Caused by: |\.\.\. \d+ (?:more|common frames)|Traceback \(most recent call last\):|During handling of the above exception|The above exception was the direct cause|goroutine \d+ |\)|\}|\])/;
// the line that ends a trace of Python stands at the margin again
const PYTHON_END = /^[\w.]*(?:Error|Exception|Interrupt|Exit|Warning)\b(?::|$)/;

type Joinable = LogRecord & { partial?: boolean };

/**
 * Joins documents that are parts of one message: lines of a stack trace, and halves of a long line
 * that a container runtime cut.
 *
 * Records of one stream are expected in their order; records without a stream are never joined.
 */
export function joinMultiline(records: readonly Joinable[]): LogRecord[] {
  const joined: LogRecord[] = [];
  const open = new Map<
    string,
    {
      index: number;
      at: number;
      parts: number;
      partial: boolean;
      trace: boolean;
    }
  >();
  for (const { partial = false, ...record } of records) {
    const key = streamKey(record);
    const last = key === undefined ? undefined : open.get(key);
    if (key && last && goesOn(last, record)) {
      const before = joined[last.index];
      joined[last.index] = {
        ...before,
        severity: worse(before.severity, record.severity),
        body: cut(`${before.body}${last.partial ? '' : '\n'}${record.body}`),
      };
      open.set(key, {
        index: last.index,
        at: record.at,
        parts: last.parts + 1,
        partial,
        trace: last.trace || isTrace(record.body),
      });
      continue;
    }
    joined.push(record);
    if (key !== undefined) {
      open.set(key, {
        index: joined.length - 1,
        at: record.at,
        parts: 1,
        partial,
        trace: isTrace(record.body),
      });
    }
  }
  return joined;
}

const isTrace = (body: string) =>
  /Traceback \(most recent call last\)|^\s+at \S/m.test(body);

function goesOn(
  last: { at: number; parts: number; partial: boolean; trace: boolean },
  record: LogRecord,
): boolean {
  if (last.parts >= MAX_PARTS || Math.abs(record.at - last.at) > MAX_PAUSE_MS) {
    return false;
  }
  return (
    last.partial ||
    CONTINUES.test(record.body) ||
    (last.trace && PYTHON_END.test(record.body))
  );
}

function streamKey({ stream, origin }: LogRecord): string | undefined {
  if (stream !== undefined) {
    return `${origin.instance}|${stream}`;
  }
  return origin.pod === undefined
    ? undefined
    : [origin.instance, origin.namespace, origin.pod, origin.container].join(
        '|',
      );
}

function cut(body: string): string {
  return body.length <= MAX_BODY
    ? body
    : `${body.slice(0, MAX_BODY / 4)}\n…\n${body.slice(-MAX_BODY / 2)}`;
}

const ORDER = [
  'unknown',
  'debug',
  'info',
  'warning',
  'error',
  'fatal',
] as const;

const worse = (a: LogRecord['severity'], b: LogRecord['severity']) =>
  ORDER.indexOf(b) > ORDER.indexOf(a) ? b : a;
