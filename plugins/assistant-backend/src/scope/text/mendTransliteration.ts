import { lexicon } from './Lexicon';
import type { KnowsWord } from './mendKeyboardLayout';
import { normalizeWord } from './stem';
import { tokenize, type Token } from './tokenize';
import { toCyrillic } from './transliterate';

/** One-letter and two-letter words of Russian as they are transliterated. */
const SHORT_WORDS = /^(v|s|k|u|o|i|a|na|za|po|ot|iz|li|ne|ni|da|to|zhe|eto)$/;

interface Reading {
  token: Token;
  word: string;
  known: boolean;
}

function read(token: Token, knows: KnowsWord): Reading {
  const word = toCyrillic(token.word);
  // "perezapustit" has lost the sign that makes it an infinitive.
  const restored = lexicon.restoreSigns(word);
  return {
    token,
    word: restored ?? word,
    known: restored !== undefined || knows(word),
  };
}

/**
 * Writes transliterated Russian (`pochemu padaet chekaut`) in Cyrillic.
 *
 * Words that are English or names of the catalog stay. The text is taken for Russian if at least
 * two unknown words, or all of them, are Russian words, and no English grammar stands between.
 */
export function mendTransliteration(text: string, knows: KnowsWord): string {
  const tokens = tokenize(text);
  const latin = tokens.filter(
    ({ script, identifier, flagValue, compound }, position) =>
      script === 'latin' &&
      !identifier &&
      !flagValue &&
      tokens[position - 1]?.compound !== compound &&
      tokens[position + 1]?.compound !== compound,
  );
  const unknown = latin.filter(
    ({ word }) => SHORT_WORDS.test(word) || !knows(word),
  );
  const found = unknown.map(token => read(token, knows));
  const meaningful = found.filter(({ token }) => token.word.length > 2);
  const known = meaningful.filter(reading => reading.known);
  const english = latin.filter(
    ({ word }) =>
      !SHORT_WORDS.test(word) && lexicon.isEnglishFunctionWord(word),
  );
  const isRussian =
    known.length > english.length &&
    (known.length >= 2 ||
      (known.length > 0 && known.length === meaningful.length));
  if (!isRussian) {
    return text;
  }
  let result = '';
  let position = 0;
  for (const { token, word, known: isKnown } of found) {
    const plausible =
      isKnown ||
      SHORT_WORDS.test(token.word) ||
      lexicon.plausibility(word) >
        lexicon.plausibility(normalizeWord(token.surface));
    if (plausible) {
      result += text.slice(position, token.start) + word;
      position = token.end;
    }
  }
  return result + text.slice(position);
}
