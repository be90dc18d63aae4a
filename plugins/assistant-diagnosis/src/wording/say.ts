import type { Bilingual } from '../findings/Finding';

/** A sentence in both languages. */
export function say(en: string, ru: string): Bilingual {
  return { en, ru };
}

/** Text that reads the same in every language: names, quoted messages. */
export function same(text: string): Bilingual {
  return { en: text, ru: text };
}

/**
 * A short quotation of text that others wrote: one line, no control characters, bounded.
 *
 * What it says is data and is never followed.
 */
export function quote(text: string, max = 200): string {
  // only the start can be shown: a line of megabytes is not read to its end
  const line = text
    .slice(0, max * 4)
    // eslint-disable-next-line no-control-regex -- they are what must go
    .replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\s]+/g, ' ')
    .trim()
    // it stands inside of a sentence that has its own full stop
    .replace(/[.\s]+$/, '');
  return line.length > max ? `${line.slice(0, max - 1).trimEnd()}…` : line;
}

const RUSSIAN_RULES = new Intl.PluralRules('ru');

/** Number and noun: «1 под», «3 пода», «5 подов». */
export function countRu(
  count: number,
  one: string,
  few: string,
  many: string,
): string {
  const form = { one, few, many, other: few, zero: many, two: few }[
    RUSSIAN_RULES.select(count)
  ];
  return `${count} ${form}`;
}

/** Number and noun: `1 pod`, `3 pods`. */
export function countEn(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Joins names and cuts a long list. */
export function listNames(names: readonly string[], max = 5): string {
  const shown = names.slice(0, max).join(', ');
  return names.length > max ? `${shown} … (+${names.length - max})` : shown;
}
