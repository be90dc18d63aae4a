import type {
  LogRecord,
  RecordOrigin,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { readTime } from '../readTime';
import { severityOfLine } from './severity';

// container runtimes write `<time> <stream> <F|P> <text>`; P is a part that goes on in the next line
const CRI = /^(\S+) (stdout|stderr) ([FP])(?: (.*))?$/s;
const LEADING_TIME =
  /^\[?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)\]?[\s|]*/;

export interface TextLine extends LogRecord {
  /** The line goes on in the next one of its stream. */
  partial: boolean;
}

/**
 * Reads one line of plain text: as a container runtime writes it, or with a time in front, or bare.
 */
export function textLog(
  line: string,
  options: { origin: RecordOrigin; at: number; stream?: string },
): TextLine {
  const cri = CRI.exec(line);
  const at = cri ? readTime(cri[1]) : undefined;
  if (cri && at !== undefined) {
    const body = cri[4] ?? '';
    return {
      kind: 'log',
      at,
      origin: options.origin,
      severity: severityOfLine(body),
      body,
      stream: `${options.stream ?? ''}|${cri[2]}`,
      partial: cri[3] === 'P',
    };
  }
  const time = LEADING_TIME.exec(line);
  return {
    kind: 'log',
    at: readTime(time?.[1]) ?? options.at,
    origin: options.origin,
    severity: severityOfLine(line),
    // without the time, a line is the same one each time it is written
    body: time ? line.slice(time[0].length) : line,
    stream: options.stream,
    partial: false,
  };
}
