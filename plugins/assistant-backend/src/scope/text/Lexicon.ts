import {
  ENGLISH_COMMON_WORDS,
  ENGLISH_FUNCTION_WORDS,
  ENGLISH_OPS_WORDS,
} from '../words/englishWords';
import {
  RUSSIAN_COMMON_WORDS,
  RUSSIAN_FUNCTION_WORDS,
  RUSSIAN_OPS_WORDS,
} from '../words/russianWords';
import { LetterModel } from './LetterModel';
import { isCyrillic, normalizeWord, stemWord } from './stem';

function wordsOf(...tables: string[]): string[] {
  return tables.flatMap(table =>
    table.split(/\s+/).filter(Boolean).map(normalizeWord),
  );
}

/** Soft and hard signs, and the short i, are what transliteration loses. */
function withoutSigns(word: string): string {
  return word.replace(/[ьъ]/g, '').replace(/й/g, 'и').replace(/э/g, 'е');
}

const englishFunctionWords = new Set(wordsOf(ENGLISH_FUNCTION_WORDS));
const russianFunctionWords = new Set(wordsOf(RUSSIAN_FUNCTION_WORDS));
const opsStems = new Set(
  wordsOf(ENGLISH_OPS_WORDS, RUSSIAN_OPS_WORDS).map(stemWord),
);
const englishWords = wordsOf(
  ENGLISH_FUNCTION_WORDS,
  ENGLISH_COMMON_WORDS,
  ENGLISH_OPS_WORDS,
);
const russianWords = wordsOf(
  RUSSIAN_FUNCTION_WORDS,
  RUSSIAN_COMMON_WORDS,
  RUSSIAN_OPS_WORDS,
);
const stems = new Set([...englishWords, ...russianWords].map(stemWord));
const words = new Set([...englishWords, ...russianWords]);
const russianWithoutSigns = new Map(
  russianWords.map(word => [withoutSigns(word), word]),
);

const englishLetters = LetterModel.fromWords(englishWords);
const russianLetters = LetterModel.fromWords(russianWords);

/** The words that are known without any catalog, in both languages. All words are normalized. */
export const lexicon = {
  isFunctionWord(word: string): boolean {
    return englishFunctionWords.has(word) || russianFunctionWords.has(word);
  },
  isEnglishFunctionWord(word: string): boolean {
    return englishFunctionWords.has(word);
  },
  isRussianFunctionWord(word: string): boolean {
    return russianFunctionWords.has(word);
  },
  /** Whether the word, in any of its forms, is one of the trade. */
  isOpsWord(word: string): boolean {
    return opsStems.has(stemWord(word));
  },
  knows(word: string): boolean {
    return words.has(word) || (word.length > 2 && stems.has(stemWord(word)));
  },
  /** The Russian word that a transliteration means, with the signs that Latin letters lost. */
  restoreSigns(word: string): string | undefined {
    return russianWithoutSigns.get(withoutSigns(word));
  },
  /** How much a word looks like one of its script: mean log probability of its letter pairs. */
  plausibility(word: string): number {
    return (isCyrillic(word) ? russianLetters : englishLetters).score(word);
  },
};
