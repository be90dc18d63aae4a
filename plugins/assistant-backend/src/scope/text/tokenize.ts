import { isCyrillic, normalizeWord, stemWord } from './stem';

/** A word of a question, or a part of a compound such as `events-ingest`. */
export interface Token {
  /** As written. */
  surface: string;
  /** Normalized. */
  word: string;
  stem: string;
  script: 'cyrillic' | 'latin' | 'none';
  start: number;
  end: number;
  /** Number of the compound that the token is a part of; a plain word is a compound of one. */
  compound: number;
  /** Sign between this part and the next one of its compound, or `''` at its end. */
  joint: string;
  /** `KubePodCrashLooping`, `OOM`: named by a machine rather than said by a person. */
  identifier: boolean;
  /** Follows `-n`, `--namespace` and the like: names a place, not what the question is about. */
  flagValue: boolean;
}

const COMPOUND = /[\p{L}\p{N}]+(?:[-_.][\p{L}\p{N}]+)*/gu;
const PART = /[\p{L}\p{N}]+/gu;
const PLACE_FLAG =
  /(?:^|\s)(?:-n|-c|--namespace|--context|--container|--cluster)[\s=]*$/;

/** Most tokens that are looked at; a pasted log says what it says within them. */
export const MAX_TOKENS = 600;

function isIdentifier(surface: string, whole: string): boolean {
  return (
    /\p{Ll}\p{Lu}/u.test(surface) ||
    (/^\p{Lu}{2,6}$/u.test(surface) && !isCyrillic(surface)) ||
    /[\p{L}\p{N}]_[\p{L}\p{N}]/u.test(whole) ||
    (/\d/.test(surface) && /\p{L}/u.test(surface))
  );
}

/** Splits text into words; compounds stay recognizable by their number. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let compound = 0;
  for (const match of text.matchAll(COMPOUND)) {
    const whole = match[0];
    const flagValue = PLACE_FLAG.test(
      text.slice(Math.max(0, match.index - 16), match.index),
    );
    for (const part of whole.matchAll(PART)) {
      if (tokens.length >= MAX_TOKENS) {
        return tokens;
      }
      const surface = part[0];
      const word = normalizeWord(surface);
      const end = part.index + surface.length;
      tokens.push({
        surface,
        word,
        stem: stemWord(word),
        script: scriptOf(word),
        start: match.index + part.index,
        end: match.index + end,
        compound,
        joint: whole[end] ?? '',
        identifier: isIdentifier(surface, whole),
        flagValue,
      });
    }
    compound++;
  }
  return tokens;
}

function scriptOf(word: string): Token['script'] {
  if (isCyrillic(word)) {
    return 'cyrillic';
  }
  return /\p{L}/u.test(word) ? 'latin' : 'none';
}
