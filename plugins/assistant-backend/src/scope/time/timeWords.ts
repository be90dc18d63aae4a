/** Builds a pattern over whole words; `\b` knows no Cyrillic. */
export function timePattern(source: string, flags = 'u'): RegExp {
  return new RegExp(
    `(?<![\\p{L}\\p{N}:.])(?:${source})(?![\\p{L}\\p{N}]|[.:]\\d)`,
    flags,
  );
}

export const UNIT =
  '(?<unit>seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|[smhdw](?![\\p{L}])|секунд[уы]?|минут[уы]?|мин|час(?:а|ов)?|ч|сут(?:ки|ок)|день|дня|дней|недел[юяиь]|месяц(?:а|ев)?)';

const UNIT_MINUTES: ReadonlyArray<readonly [RegExp, number]> = [
  [/^(s|сек)/, 1 / 60],
  [/^(mo|мес)/, 43_200],
  [/^(m|мин)/, 1],
  [/^(h|ч)/, 60],
  [/^(d|д|сут)/, 1440],
  [/^(w|нед)/, 10_080],
];

/** Length of a unit in minutes; a month is 30 days. */
export function unitMinutes(unit: string): number {
  return UNIT_MINUTES.find(([pattern]) => pattern.test(unit))?.[1] ?? 0;
}

const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  couple: 2,
  'couple of': 2,
  'a couple of': 2,
  few: 3,
  'a few': 3,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  half: 0.5,
  'half an': 0.5,
  'half a': 0.5,
  один: 1,
  одну: 1,
  два: 2,
  две: 2,
  пару: 2,
  пара: 2,
  полтора: 1.5,
  три: 3,
  несколько: 3,
  четыре: 4,
  пять: 5,
  шесть: 6,
  семь: 7,
  восемь: 8,
  девять: 9,
  десять: 10,
  двенадцать: 12,
  пол: 0.5,
};

const NUMBER_WORDS = Object.keys(NUMBERS)
  .sort((a, b) => b.length - a.length)
  .join('|');

export const COUNT = `(?<count>\\d{1,5}|${NUMBER_WORDS})`;

/** How many are meant; nothing said means one. */
export function countOf(count: string | undefined): number {
  if (!count) {
    return 1;
  }
  return NUMBERS[count] ?? Number(count);
}

/** ISO weekday by the beginning of its name. */
export const WEEKDAYS: ReadonlyArray<readonly [string, number]> = [
  ['monday|понедельник[ае]?', 1],
  ['tuesday|вторник[ае]?', 2],
  ['wednesday|сред[уые]', 3],
  ['thursday|четверг[ае]?', 4],
  ['friday|пятниц[уые]', 5],
  ['saturday|суббот[уые]', 6],
  ['sunday|воскресень[ея]', 7],
];

/** Month by the beginning of its name. */
export const MONTHS: ReadonlyArray<readonly [string, number]> = [
  ['jan(?:uary)?|января', 1],
  ['feb(?:ruary)?|февраля', 2],
  ['mar(?:ch)?|марта', 3],
  ['apr(?:il)?|апреля', 4],
  ['may|мая', 5],
  ['june?|июня', 6],
  ['july?|июля', 7],
  ['aug(?:ust)?|августа', 8],
  ['sept?(?:ember)?|сентября', 9],
  ['oct(?:ober)?|октября', 10],
  ['nov(?:ember)?|ноября', 11],
  ['dec(?:ember)?|декабря', 12],
];
