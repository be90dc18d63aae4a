import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Up to here a number is written as a word. */
const WORDS_EN = 'zero one two three four five six seven eight nine ten'.split(
  ' ',
);
/** In the accusative, feminine and masculine: «за две минуты», «за два часа». */
const WORDS_RU_F =
  'ноль одну две три четыре пять шесть семь восемь девять десять'.split(' ');
const WORDS_RU_M =
  'ноль один два три четыре пять шесть семь восемь девять десять'.split(' ');

const pluralRu = new Intl.PluralRules('ru');

/** The form of a Russian noun that a number asks for: «1 под», «2 пода», «5 подов». */
export function formRu(
  count: number,
  one: string,
  few: string,
  many: string,
): string {
  switch (pluralRu.select(count)) {
    case 'one':
      return one;
    case 'few':
      return few;
    default:
      return many;
  }
}

/** A number with its Russian noun. */
export function countRu(
  count: number,
  one: string,
  few: string,
  many: string,
): string {
  return `${count} ${formRu(count, one, few, many)}`;
}

/** A number with its English noun. */
export function countEn(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Clock times and durations in the words of a language. */
export class TimeWords {
  readonly #language: Language;
  readonly #now: Date;
  readonly #clock: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #date: Intl.DateTimeFormat;

  constructor(options: { language: Language; timeZone?: string; now: Date }) {
    const { language, timeZone = 'UTC', now } = options;
    const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
    this.#language = language;
    this.#now = now;
    this.#clock = new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    });
    this.#day = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'long',
      timeZone,
    });
    this.#date = new Intl.DateTimeFormat('en-CA', { timeZone });
  }

  /** `14:02`, with the day if it is another than that of the question. */
  at(time: Date): string {
    const clock = this.#clock.format(time);
    return this.#date.format(time) === this.#date.format(this.#now)
      ? clock
      : `${this.#day.format(time)}, ${clock}`;
  }

  /** `18 min`, `2 h 5 min`, «3 дня 4 ч». */
  duration(milliseconds: number): string {
    const ru = this.#language === 'ru';
    const ms = Math.max(0, milliseconds);
    if (ms < MINUTE) {
      return `${Math.round(ms / 1000)} ${ru ? 'с' : 's'}`;
    }
    const minutes = Math.round(ms / MINUTE);
    const days = Math.floor((minutes * MINUTE) / DAY);
    const hours = Math.floor(((minutes * MINUTE) % DAY) / HOUR);
    const rest = minutes % 60;
    const parts = [
      days > 0 &&
        (ru ? countRu(days, 'день', 'дня', 'дней') : countEn(days, 'day')),
      hours > 0 && `${hours} ${ru ? 'ч' : 'h'}`,
      days === 0 && rest > 0 && `${rest} ${ru ? 'мин' : 'min'}`,
    ];
    return parts.filter(Boolean).join(' ');
  }

  /** "two minutes", «две минуты», for "… after" and «за … до этого»; nothing below a minute. */
  span(milliseconds: number): string | undefined {
    const minutes = Math.round(milliseconds / MINUTE);
    if (minutes < 1) {
      return undefined;
    }
    if (minutes < 120) {
      return this.#language === 'ru'
        ? spanRu(minutes, WORDS_RU_F, ['минуту', 'минуты', 'минут'])
        : spanEn(minutes, 'minute');
    }
    const hours = Math.round(minutes / 60);
    if (hours < 48) {
      return this.#language === 'ru'
        ? spanRu(hours, WORDS_RU_M, ['час', 'часа', 'часов'])
        : spanEn(hours, 'hour');
    }
    const days = Math.round(hours / 24);
    return this.#language === 'ru'
      ? spanRu(days, WORDS_RU_M, ['день', 'дня', 'дней'])
      : spanEn(days, 'day');
  }
}

function spanEn(count: number, unit: string): string {
  return `${WORDS_EN[count] ?? count} ${unit}${count === 1 ? '' : 's'}`;
}

function spanRu(
  count: number,
  words: readonly string[],
  [one, few, many]: readonly [string, string, string],
): string {
  const noun = formRu(count, one, few, many);
  // «за минуту до этого»
  return count === 1 ? noun : `${words[count] ?? count} ${noun}`;
}
