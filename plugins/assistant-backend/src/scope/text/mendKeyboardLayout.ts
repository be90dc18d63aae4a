import { lexicon } from './Lexicon';
import { isCyrillic, normalizeWord } from './stem';

const LATIN_KEYS =
  '`qwertyuiop[]asdfghjkl;\'zxcvbnm,.~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>';
const CYRILLIC_KEYS =
  'ёйцукенгшщзхъфывапролджэячсмитьбюЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ';

const toCyrillicKeys = new Map(
  Array.from(LATIN_KEYS, (key, index) => [key, CYRILLIC_KEYS[index]]),
);
const toLatinKeys = new Map(
  Array.from(CYRILLIC_KEYS, (key, index) => [key, LATIN_KEYS[index]]),
);

/** A known word counts for as much as letters that look much more like words. */
const KNOWN_BONUS = 3;
/** What a text must gain before any of it is touched. */
const MIN_GAIN = 2;

/** Whether a normalized word is known: to the lexicon, or as a name that the person may see. */
export type KnowsWord = (word: string) => boolean;

/** What is known of words, on either layout. */
export interface WordKnowledge {
  knows: KnowsWord;
  /** Whether a word is a known name but for a typing error. */
  resembles: KnowsWord;
}

interface Reading {
  text: string;
  known: boolean;
  gain: number;
}

function press(text: string, keys: ReadonlyMap<string, string>): string {
  return Array.from(text, key => keys.get(key) ?? key).join('');
}

/** All parts of a compound must be known for it to be. */
function knowsAll(text: string, knows: KnowsWord): boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length > 0 && words.map(normalizeWord).every(knows);
}

/** Readings of a chunk typed on the other layout; punctuation at its end may be a letter there. */
function readings(
  chunk: string,
  { knows, resembles }: WordKnowledge,
): Reading[] {
  const keys = isCyrillic(chunk) ? toLatinKeys : toCyrillicKeys;
  const tail = /[[\]{};:'",.<>`?!]*$/.exec(chunk)?.[0] ?? '';
  const body = chunk.slice(0, chunk.length - tail.length);
  const before = lexicon.plausibility(normalizeWord(body));
  const candidates = [
    { letters: press(body, keys), rest: tail },
    ...(tail
      ? [{ letters: press(body + tail[0], keys), rest: tail.slice(1) }]
      : []),
  ].filter(({ letters }) => /^[\p{L}\p{N}_-]+$/u.test(letters));
  return candidates.map(({ letters, rest }) => {
    const known = knowsAll(letters, knows) || resembles(normalizeWord(letters));
    const weight = Math.min(1, letters.length / 5);
    const likelier = lexicon.plausibility(normalizeWord(letters)) - before;
    return {
      text: letters + rest,
      known,
      gain: likelier * weight + (known ? KNOWN_BONUS * weight : 0),
    };
  });
}

function isUntouchable(chunk: string): boolean {
  return (
    /:\/\/|[=/\\_$]/.test(chunk) ||
    /\p{Ll}\p{Lu}/u.test(chunk) ||
    /^\p{Lu}{2,6}\p{P}*$/u.test(chunk) ||
    (/\d/.test(chunk) && /[a-z]/i.test(chunk))
  );
}

/**
 * Mends text that was typed on the other keyboard layout: `ыефегы` to `status`, `kfu` to `лаг`.
 *
 * Judged by plausibility: words that nobody knows as they stand, and that are known or look like
 * words on the other layout. A direction is taken only if the text as a whole gains by it, so a
 * single odd word among good ones stays as it is unless its other reading is a known word.
 */
export function mendKeyboardLayout(
  text: string,
  knowledge: WordKnowledge,
): string {
  const chunks = text.split(/(\s+)/);
  const mended = new Map<number, Reading>();
  for (const cyrillic of [true, false]) {
    const found = new Map<number, Reading>();
    let gain = 0;
    let anchored = false;
    chunks.forEach((chunk, index) => {
      const isOther = cyrillic
        ? isCyrillic(chunk)
        : /^[^\p{Script=Cyrillic}]*[a-z]/iu.test(chunk);
      if (
        !isOther ||
        isUntouchable(chunk) ||
        knowsAll(chunk, knowledge.knows)
      ) {
        return;
      }
      const [best] = readings(chunk, knowledge).sort((a, b) => b.gain - a.gain);
      if (best) {
        found.set(index, best);
        gain += best.gain;
        anchored ||= best.known && best.text.length >= 3;
      }
    });
    if (anchored && gain >= MIN_GAIN) {
      found.forEach((reading, index) => {
        if (reading.known || reading.gain > 0.5) {
          mended.set(index, reading);
        }
      });
    }
  }
  return chunks
    .map((chunk, index) => mended.get(index)?.text ?? chunk)
    .join('');
}
