import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemRussian } from '@orama/stemmers/russian';

/** Stems are asked for again and again: names of the catalog, words of the tables. */
const MAX_REMEMBERED = 50_000;
const remembered = new Map<string, string>();

/** Lower case, one form per character, `ё` as `е`: what people type in either way. */
export function normalizeWord(word: string): string {
  return word.normalize('NFKC').toLocaleLowerCase('en-US').replace(/ё/g, 'е');
}

/** Whether a word is written with Cyrillic letters. */
export function isCyrillic(word: string): boolean {
  return /\p{Script=Cyrillic}/u.test(word);
}

/** Nouns whose bare form the stemmer takes for an adjective or a verb: «деплой», «приём». */
const BARE_NOUNS = new Map([
  ...['деплой', 'передеплой', 'сбой', 'слой', 'простой', 'бой', 'строй'].map(
    noun => [noun, noun.slice(0, -1)] as const,
  ),
  ...['прием', 'объем', 'подъем', 'съем', 'заем'].map(
    noun => [noun, noun] as const,
  ),
]);

/** Snowball stem of a normalized word, by its script. */
export function stemWord(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) {
    return known;
  }
  const stem = isCyrillic(word)
    ? BARE_NOUNS.get(word) ?? stemRussian(word)
    : stemEnglish(word);
  if (remembered.size >= MAX_REMEMBERED) {
    remembered.clear();
  }
  remembered.set(word, stem);
  return stem;
}
