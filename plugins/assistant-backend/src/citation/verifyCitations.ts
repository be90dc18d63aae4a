import { contentStems, identifierTokens, shareOf } from '../text/words';

/** What a numbered source says: title, headings and text. */
export type CitedTexts = ReadonlyMap<number, string>;

export interface VerifiedSentence {
  text: string;
  /** `false`: no source that was given says this. */
  supported: boolean;
  /** The numbers that resolve. */
  citations: readonly number[];
}

/** Share of the sentence's words that its source must have; a sentence in the other language is held to its identifiers. */
const MIN_SHARE = 0.34;
const MARK = /\[\^?(\d{1,3})\]/g;

/**
 * Checks one sentence of a model against the sources that it names.
 *
 * A sentence needs a number that resolves, and enough of its words in that source. Numbers that do
 * not resolve are taken out; a sentence of a few words without content, such as a heading, passes.
 */
export function verifySentence(sentence: string, sources: CitedTexts): VerifiedSentence {
  const named = [...sentence.matchAll(MARK)].map(match => Number(match[1]));
  const citations = [...new Set(named)].filter(number => sources.has(number));
  const text = sentence.replace(MARK, (_, digits: string) => (sources.has(Number(digits)) ? `[^${Number(digits)}]` : ''));
  const bare = sentence.replace(MARK, '');
  const cited = citations.map(number => sources.get(number)!).join('\n');
  return { text: text.replace(/\s+([.,;])/g, '$1').trim(), citations, supported: citations.length > 0 && isSupported(bare, cited) };
}

function isSupported(sentence: string, source: string): boolean {
  const words = contentStems(sentence);
  const identifiers = identifierTokens(sentence);
  const given = source.toLocaleLowerCase('en-US');
  // a command, a name or a number that the source does not have was made up
  const invented = [...identifiers].filter(token => !given.includes(token));
  if (identifiers.size > 0 && invented.length / identifiers.size > 0.34) {
    return false;
  }
  if (isCyrillic(sentence) !== isCyrillic(source)) {
    return identifiers.size > 0;
  }
  return words.size > 0 && shareOf(words, contentStems(source)) >= MIN_SHARE;
}

function isCyrillic(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const cyrillic = text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0;
  return cyrillic > letters * 0.3;
}
