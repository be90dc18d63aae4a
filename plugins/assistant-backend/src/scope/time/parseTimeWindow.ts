import { InputError } from '@backstage/errors';
import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';
import { DateTime } from 'luxon';
import type { FoundTime } from './FoundTime';
import { readClock, type ClockTime } from './readClock';
import { readDay } from './readDay';
import { readDuration } from './readDuration';
import { readIso } from './readIso';

/** Longest window that is looked at. */
export const MAX_WINDOW_DAYS = 92;
/** What is looked at before a single moment. */
const BEFORE_MOMENT = { minutes: 30 };
const AFTER_MOMENT = { minutes: 5 };
/** Time words stand in the question itself, not deep in a pasted log. */
const MAX_TEXT = 1000;

export type WindowNote = 'window-cut' | 'window-clipped';

export interface AskedTime {
  window: { from: Date; to: Date };
  /** The moment that the question is about; the end of the window if it is about a stretch. */
  asOf: Date;
  notes: readonly WindowNote[];
}

export interface TimeOptions {
  now: Date;
  timeZone: string;
  language: Language;
}

const WORDS = {
  future: {
    en: 'The time asked about lies in the future. Ask about a time up to now.',
    ru: 'Указанное время ещё не наступило. Задайте вопрос о времени до текущего момента.',
  },
  reversed: {
    en: 'The time asked about ends before it begins. Swap the two times.',
    ru: 'Конец указанного промежутка раньше начала. Поменяйте время местами.',
  },
};

function at(day: DateTime, { hour, minute }: ClockTime): DateTime {
  return day.plus({ hours: hour, minutes: minute });
}

/** Without a day, a clock time is the last one that was. */
function lastAt(time: ClockTime, now: DateTime): DateTime {
  const today = at(now.startOf('day'), time);
  return today > now ? today.minus({ days: 1 }) : today;
}

function readDayAndClock(text: string, now: DateTime): FoundTime | undefined {
  const day = readDay(text, now);
  const clock = readClock(text, day !== undefined);
  const moment = (time: ClockTime) =>
    day ? at(day.day, time) : lastAt(time, now);
  switch (clock?.type) {
    case 'between': {
      const from = moment(clock.from);
      const to = at(from.startOf('day'), clock.to);
      // "from 23:00 to 01:00" goes over midnight
      return {
        type: 'window',
        from,
        to: to > from ? to : to.plus({ days: 1 }),
      };
    }
    case 'since':
      return { type: 'window', from: moment(clock.from), to: now };
    case 'at':
      return day?.since
        ? { type: 'window', from: moment(clock.at), to: now }
        : { type: 'moment', at: moment(clock.at) };
    default:
      return (
        day && {
          type: 'window',
          from: day.start,
          to: day.since ? now : day.end,
        }
      );
  }
}

/** Keeps a window within what was and what is looked at; the end wins when it is too long. */
export function boundWindow(
  asked: { from: Date; to: Date },
  options: { now: Date; language: Language },
): AskedTime {
  const { now, language } = options;
  const notes: WindowNote[] = [];
  let { from, to } = asked;
  if (from >= now) {
    throw new InputError(WORDS.future[language]);
  }
  if (to <= from) {
    throw new InputError(WORDS.reversed[language]);
  }
  if (to > now) {
    to = now;
    notes.push('window-clipped');
  }
  const earliest = new Date(to.getTime() - MAX_WINDOW_DAYS * 86_400_000);
  if (from < earliest) {
    from = earliest;
    notes.push('window-cut');
  }
  return { window: { from, to }, asOf: to, notes };
}

/** A moment with what led to it. */
export function aroundMoment(
  moment: Date,
  options: { now: Date; language: Language },
): AskedTime {
  const { now, language } = options;
  if (moment > now) {
    throw new InputError(WORDS.future[language]);
  }
  const instant = DateTime.fromJSDate(moment);
  const to = instant.plus(AFTER_MOMENT).toJSDate();
  return {
    window: {
      from: instant.minus(BEFORE_MOMENT).toJSDate(),
      to: to > now ? now : to,
    },
    asOf: moment,
    notes: [],
  };
}

/**
 * Reads the time that a question asks about, in both languages. Clock times are read in `timeZone`.
 *
 * @throws InputError for a window that lies in the future or ends before it begins.
 */
export function parseTimeWindow(
  question: string,
  options: TimeOptions,
): AskedTime | undefined {
  const text = question
    .slice(0, MAX_TEXT)
    .toLocaleLowerCase('en-US')
    .replace(/ё/g, 'е');
  const now = DateTime.fromJSDate(options.now, { zone: options.timeZone });
  const found =
    readIso(text, now, options.timeZone) ??
    readDuration(text, now) ??
    readDayAndClock(text, now);
  if (!found) {
    return undefined;
  }
  if (found.type === 'moment') {
    return aroundMoment(found.at.toJSDate(), options);
  }
  const asked = { from: found.from.toJSDate(), to: found.to.toJSDate() };
  const bounded = boundWindow(asked, options);
  // "today" ends at midnight by its word; that it is not over yet needs no note
  const bothWritten = /\d{4}-\d{2}-\d{2}/.test(text);
  return bothWritten
    ? bounded
    : {
        ...bounded,
        notes: bounded.notes.filter(note => note !== 'window-clipped'),
      };
}
