import { DateTime } from 'luxon';
import type { FoundTime } from './FoundTime';

const INSTANT =
  /(?<![\p{L}\p{N}-])(?<date>\d{4}-\d{2}-\d{2})(?:[t ](?<time>\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s?(?<zone>z|[+-]\d{2}:?\d{2})?)?/gu;
const SINCE = /(?:since|from|after|с|со|после|начиная с)\s+$/u;

interface Instant {
  start: DateTime;
  end: DateTime;
  wholeDay: boolean;
  since: boolean;
}

function readInstants(text: string, zone: string): Instant[] {
  const instants: Instant[] = [];
  for (const match of text.matchAll(INSTANT)) {
    const { date, time, zone: offset } = match.groups ?? {};
    const iso = time
      ? `${date}T${time.replace(',', '.')}${offset?.toUpperCase() ?? ''}`
      : date;
    const start = DateTime.fromISO(iso, { zone });
    if (start.isValid) {
      instants.push({
        start,
        end: time ? start : start.plus({ days: 1 }),
        wholeDay: !time,
        since: SINCE.test(text.slice(0, match.index)),
      });
    }
    if (instants.length === 2) {
      break;
    }
  }
  return instants;
}

/** Reads dates and instants written by ISO 8601, alone or as the two ends of a window. */
export function readIso(
  text: string,
  now: DateTime,
  zone: string,
): FoundTime | undefined {
  const [first, second] = readInstants(text, zone);
  if (!first) {
    return undefined;
  }
  if (second) {
    return { type: 'window', from: first.start, to: second.end };
  }
  if (first.since) {
    return { type: 'window', from: first.start, to: now };
  }
  return first.wholeDay
    ? { type: 'window', from: first.start, to: first.end }
    : { type: 'moment', at: first.start };
}
