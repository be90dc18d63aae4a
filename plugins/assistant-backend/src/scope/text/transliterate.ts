import { isCyrillic } from './stem';

/** Longest first: `shch` must not be read as `sh` and `ch`. */
const TO_CYRILLIC: ReadonlyArray<readonly [string, string]> = [
  ['shch', 'щ'],
  ['sch', 'щ'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ts', 'ц'],
  ['ch', 'ч'],
  ['sh', 'ш'],
  ['yu', 'ю'],
  ['ju', 'ю'],
  ['ya', 'я'],
  ['ja', 'я'],
  ['yo', 'е'],
  ['jo', 'е'],
  ['ye', 'е'],
  ['a', 'а'],
  ['b', 'б'],
  ['c', 'ц'],
  ['d', 'д'],
  ['e', 'е'],
  ['f', 'ф'],
  ['g', 'г'],
  ['h', 'х'],
  ['i', 'и'],
  ['j', 'й'],
  ['k', 'к'],
  ['l', 'л'],
  ['m', 'м'],
  ['n', 'н'],
  ['o', 'о'],
  ['p', 'п'],
  ['q', 'к'],
  ['r', 'р'],
  ['s', 'с'],
  ['t', 'т'],
  ['u', 'у'],
  ['v', 'в'],
  ['w', 'в'],
  ['x', 'х'],
  ['y', 'ы'],
  ['z', 'з'],
  ["'", 'ь'],
];

const TO_LATIN: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'sh',
  ъ: '',
  ы: 'i',
  ь: '',
  э: 'e',
  ю: 'u',
  я: 'ya',
};

function letterAt(word: string, position: number): readonly [string, string] {
  return (
    TO_CYRILLIC.find(([latin]) => word.startsWith(latin, position)) ?? [
      word[position],
      word[position],
    ]
  );
}

/** Reads a normalized Latin word as transliterated Russian: `platezhei` as `платежей`. */
export function toCyrillic(word: string): string {
  let result = '';
  for (let position = 0; position < word.length; ) {
    const [latin, cyrillic] = letterAt(word, position);
    // After a vowel the sound is short: "seichas", "krasnyy".
    const short =
      (latin === 'i' || latin === 'y') && /[аеиоуыэюя]$/.test(result);
    result += short ? 'й' : cyrillic;
    position += latin.length;
  }
  return result;
}

/** Writes a normalized Russian word with Latin letters. */
export function toLatin(word: string): string {
  return Array.from(word, letter => TO_LATIN[letter] ?? letter).join('');
}

/**
 * How a name sounds, roughly, so that `чекаут` meets `checkout` with no alias written down.
 *
 * Both scripts give the same alphabet of sounds.
 */
export function soundKey(word: string): string {
  const latin = isCyrillic(word) ? toLatin(word) : word;
  return latin
    .replace(/tion/g, 'shn')
    .replace(/ck/g, 'k')
    .replace(/ph/g, 'f')
    .replace(/ou|ow|au/g, 'au')
    .replace(/ea|ee|ie|ey|ei/g, 'i')
    .replace(/oo|ew/g, 'u')
    .replace(/ay|ai/g, 'ei')
    .replace(/c(?=[eiy])/g, 's')
    .replace(/c(?!h)/g, 'k')
    .replace(/w/g, 'v')
    .replace(/y/g, 'i')
    .replace(/x/g, 'ks')
    .replace(/zh/g, 'j')
    .replace(/(.)\1+/g, '$1')
    .replace(/(?<=..)e$/, '');
}
