import { contentStems, identifierTokens } from '../text/words';

export interface TechnicalWords {
  /** Latin words with a capital: products most often. */
  names: string[];
  /** Names, identifiers, and any Latin word of a Russian sentence. */
  all: Set<string>;
}

/** The words of a question that a page has as they are, or not at all. */
export function technicalWords(question: string): TechnicalWords {
  const inside = question.matchAll(
    /(?<=[\p{L}\p{N},] )\p{Script=Latin}[\p{L}\p{N}]+/gu,
  );
  // the first word has its capital anyway, so it counts as a name only if it means something
  const first = question.match(/^[A-Z][\p{L}\p{N}]+/u)?.[0] ?? '';
  const names = [
    ...(contentStems(first).size > 0 ? [first] : []),
    ...Array.from(inside, ([word]) => word).filter(word =>
      /^\p{Lu}/u.test(word),
    ),
  ].map(word => word.toLocaleLowerCase('en-US'));
  return { names, all: new Set([...identifierTokens(question), ...names]) };
}

const LETTER = /[\p{L}\p{N}]/u;

/** Whether a text has a word, both in lower case, and not just its letters within another word. */
export function hasWord(text: string, word: string): boolean {
  for (
    let at = text.indexOf(word);
    at >= 0;
    at = text.indexOf(word, at + word.length)
  ) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + word.length] ?? ' ';
    if (!LETTER.test(before) && !LETTER.test(after)) {
      return true;
    }
  }
  return false;
}
