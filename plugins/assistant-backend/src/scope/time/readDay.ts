import { DateTime } from 'luxon';
import { MONTHS, timePattern, WEEKDAYS } from './timeWords';

/** A day, or a part of one, that the words name. */
export interface FoundDay {
  start: DateTime;
  end: DateTime;
  /** "since yesterday": up to now. */
  since: boolean;
  /** Start of the day that clock times of the text belong to. */
  day: DateTime;
}

const SINCE = '(?<since>(?:since|from|со?|начиная со?)\\s+)?';
const NUMERIC_DATE = timePattern(
  `${SINCE}(?<day>\\d{1,2})\\.(?<month>\\d{2})\\.(?<year>\\d{4})`,
);
const SHORT_DATE = timePattern(
  `(?:(?<since>с)|на|за|от|до|в)\\s+(?<day>\\d{1,2})\\.(?<month>0[1-9]|1[0-2])`,
);

/** Names of days, relative to the start of today. */
const NAMED: ReadonlyArray<readonly [string, number]> = [
  ['day before yesterday|позавчера(?:шнего дня)?', -2],
  ['yesterday|вчера(?:шнего дня)?', -1],
  ['today|сегодня', 0],
  ['tomorrow|завтра', 1],
];

/** Parts of a day in hours from its start; a night begins on the evening before. */
const PARTS: ReadonlyArray<readonly [string, number, number]> = [
  ['last night|tonight|(?:прошлой )?ночью|ночи', -2, 6],
  ['morning|утром|утра', 6, 12],
  ['afternoon|днем', 12, 18],
  ['evening|вечером|вечера', 18, 24],
];

function whole(day: DateTime, since: boolean): FoundDay {
  return { start: day, end: day.plus({ days: 1 }), since, day };
}

function readNamedDay(text: string, today: DateTime): FoundDay | undefined {
  for (const [names, offset] of NAMED) {
    const found = timePattern(`${SINCE}(?:${names})`).exec(text);
    if (found) {
      return whole(today.plus({ days: offset }), Boolean(found.groups?.since));
    }
  }
  for (const [names, weekday] of WEEKDAYS) {
    const found = timePattern(
      `${SINCE}(?:(?:on|last|в|во|прошл\\p{L}+)\\s+)*(?:${names})`,
    ).exec(text);
    if (found) {
      return whole(
        today.minus({ days: (today.weekday - weekday + 7) % 7 }),
        Boolean(found.groups?.since),
      );
    }
  }
  return undefined;
}

function readDate(text: string, today: DateTime): FoundDay | undefined {
  const numeric = NUMERIC_DATE.exec(text) ?? SHORT_DATE.exec(text);
  const named = MONTHS.flatMap(([names, month]) => {
    const found =
      timePattern(`${SINCE}(?<day>\\d{1,2})\\s+(?:${names})`).exec(text) ??
      timePattern(`${SINCE}(?:${names})\\s+(?<day>\\d{1,2})`).exec(text);
    return found?.groups ? [{ groups: found.groups, month }] : [];
  })[0];
  const groups = numeric?.groups ?? named?.groups;
  if (!groups) {
    return undefined;
  }
  let date = DateTime.fromObject(
    {
      year: Number(groups.year ?? today.year),
      month: named?.month ?? Number(groups.month),
      day: Number(groups.day),
    },
    { zone: today.zone },
  );
  // "On 28 December", said in January, is the one that was.
  if (!groups.year && date > today.plus({ days: 1 })) {
    date = date.minus({ years: 1 });
  }
  return date.isValid ? whole(date, Boolean(groups.since)) : undefined;
}

/** Reads "yesterday", "on Monday", "last night", «со вчера», «5 ноября», «утром». */
export function readDay(text: string, now: DateTime): FoundDay | undefined {
  const today = now.startOf('day');
  const found = readDate(text, today) ?? readNamedDay(text, today);
  for (const [names, from, to] of PARTS) {
    const part = timePattern(
      `${SINCE}(?:this\\s+|сегодня\\s+|вчера\\s+)?(?:${names})`,
    ).exec(text);
    if (!part || /^\d/.test(part[0]) || isClockSuffix(text, part)) {
      continue;
    }
    // "Yesterday night" goes on into today; a night without a day is the last one.
    const day = (found?.day ?? today).plus({
      days: from < 0 && found && found.day < today ? 1 : 0,
    });
    const start = day.plus({ hours: from });
    return {
      start,
      end: day.plus({ hours: to }),
      since: Boolean(part.groups?.since),
      day,
    };
  }
  return found;
}

/** «в 3 часа ночи» names a time of day, not the night. */
function isClockSuffix(text: string, part: RegExpExecArray): boolean {
  return /\d\s*(?:час(?:а|ов)?\s*)?$/u.test(text.slice(0, part.index));
}
