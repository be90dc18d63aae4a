import { timePattern } from './timeWords';

/** Hours and minutes of a day. */
export interface ClockTime {
  hour: number;
  minute: number;
}

const TIME = (name: string) =>
  `(?<${name}>\\d{1,2}(?::\\d{2})?\\s*(?:a\\.?m|p\\.?m)?(?:\\s*(?:часа?|часов))?(?:\\s*(?:ночи|утра|дня|вечера))?|noon|midnight|полдень|полдня|полночь|полуночи)`;

const BETWEEN = timePattern(
  `(?:between|from|с|со|между)\\s+${TIME(
    'from',
  )}\\s*(?:and|to|till|until|до|по|и|-|–)\\s*${TIME('to')}`,
);
const DASH = timePattern(
  '(?<from>\\d{1,2}:\\d{2})\\s*[-–]\\s*(?<to>\\d{1,2}:\\d{2})',
);
const SINCE = timePattern(
  `(?:since|from|after|с|со|после|начиная с)\\s+${TIME('from')}`,
);
const AT = timePattern(`(?:at|around|about|в|во|около|на)\\s+${TIME('at')}`);
const BARE = timePattern('(?<at>\\d{1,2}:\\d{2}|\\d{1,2}\\s*(?:am|pm))');

/** Whether it is a time at all: `at 3` may be anything, `at 3pm` or `at 03:00` is not. */
function readTime(
  text: string | undefined,
  mayBeBare: boolean,
): ClockTime | undefined {
  if (!text) {
    return undefined;
  }
  if (/^(noon|полд)/.test(text)) {
    return { hour: 12, minute: 0 };
  }
  if (/^(midnight|пол)/.test(text)) {
    return { hour: 0, minute: 0 };
  }
  const found = /^(\d{1,2})(?::(\d{2}))?\s*(.*)$/u.exec(text);
  if (!found) {
    return undefined;
  }
  const [, hours, minutes, suffix] = found;
  if (!minutes && !suffix && !mayBeBare) {
    return undefined;
  }
  let hour = Number(hours);
  if (/p\.?m|дня|вечера/.test(suffix) && hour < 12) {
    hour += 12;
  } else if (/a\.?m|ночи/.test(suffix) && hour === 12) {
    hour = 0;
  }
  const minute = Number(minutes ?? 0);
  return hour <= 24 && minute < 60 ? { hour, minute } : undefined;
}

/** Clock times that the words name. */
export type FoundClock =
  | { type: 'between'; from: ClockTime; to: ClockTime }
  | { type: 'since'; from: ClockTime }
  | { type: 'at'; at: ClockTime };

/**
 * Reads "since 14:00", "between 10:00 and 11:00", "at 3pm", «в 14:02», «с 3 до 5 ночи».
 *
 * @param hasDay - a day is named as well, so a bare number after "at" is an hour
 */
export function readClock(
  text: string,
  hasDay: boolean,
): FoundClock | undefined {
  const between = BETWEEN.exec(text) ?? DASH.exec(text) ?? undefined;
  const start = between?.groups?.from.trim();
  const half = /[ap]\.?m/.exec(between?.groups?.to ?? '')?.[0];
  // "between 2 and 4 pm" says pm of both
  const from = readTime(
    half && /^\d+$/.test(start ?? '') ? `${start}${half}` : start,
    true,
  );
  const to = readTime(
    between?.groups?.to,
    hasDay || /:|[ap]m/.test(start ?? ''),
  );
  if (from && to) {
    return { type: 'between', from, to };
  }
  const since = readTime(SINCE.exec(text)?.groups?.from, hasDay);
  if (since) {
    return { type: 'since', from: since };
  }
  const at =
    readTime(AT.exec(text)?.groups?.at, hasDay) ??
    readTime(BARE.exec(text)?.groups?.at, false);
  return at && { type: 'at', at };
}
