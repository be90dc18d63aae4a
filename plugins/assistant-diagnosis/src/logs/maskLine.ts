import { classifyValue, isDateWord, isUnit, isZone } from './classifyValue';

/** What stands in a template where lines differ. @public */
export const VARIABLE = '<*>';

/** Longer lines are cut before anything looks at them. */
const MAX_LINE = 4096;
const MAX_TOKENS = 128;
// eslint-disable-next-line no-control-regex -- colours of a terminal begin with one
const ANSI = /\u001b\[[0-9;?]*[A-Za-z]/g;

/**
 * A line with its values taken out: numbers, hex, identifiers, addresses, paths, durations and dates become `<*>`.
 *
 * What names a kind of thing stays: words, keys before `=` and `:`, class names such as
 * `java.lang.IllegalStateException`. Quoted words stay as well: which ConfigMap is missing is worth reading, and
 * the miner learns where such words vary.
 *
 * @public
 */
export function maskLine(line: string): string {
  return maskTokens(line).join(' ');
}

/** @internal */
export function maskTokens(line: string): string[] {
  const tokens = splitAtBlanks(line);
  const masked: string[] = [];
  let afterValue = false;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (afterValue && (isUnit(token) || isZone(token))) {
      continue;
    }
    const result = isDate(tokens, i) ? VARIABLE : maskToken(token);
    const isValue = result === VARIABLE;
    if (!isValue || masked[masked.length - 1] !== VARIABLE) {
      masked.push(result);
    }
    afterValue = isValue || result.endsWith(VARIABLE);
  }
  return masked;
}

/** `Fri Jun 17`: a name of a day or month counts as one only before a number or another of them. */
function isDate(tokens: readonly string[], i: number): boolean {
  return (
    isDateWord(tokens[i]) &&
    i + 1 < tokens.length &&
    (isDateWord(tokens[i + 1]) || hasDigit(tokens[i + 1]))
  );
}

function maskToken(token: string): string {
  const start = endOfKeys(token);
  const afterEquals = start > 0 && token.charCodeAt(start - 1) === EQUALS;
  if (!classifyValue(token, { start, afterEquals })) {
    return token;
  }
  return start === 0 ? VARIABLE : token.slice(0, start) + VARIABLE;
}

/** Where the value begins after any `key=` and `key:`; keys have a letter and no digit, dot or slash. */
function endOfKeys(token: string): number {
  let start = 0;
  let hasLetter = false;
  for (let i = 0; i < token.length - 1; i++) {
    const code = token.charCodeAt(i);
    if (code === EQUALS || code === COLON) {
      if (!hasLetter) {
        break;
      }
      start = i + 1;
      hasLetter = false;
    } else if (code === DOT || code === SLASH || isDigit(code)) {
      break;
    } else if (isLetter(code)) {
      hasLetter = true;
    }
  }
  return start;
}

function splitAtBlanks(line: string): string[] {
  // A piece of a string keeps the whole alive, so a long one is copied
  const cut =
    line.length > MAX_LINE
      ? Array.from(line.slice(0, MAX_LINE)).join('')
      : line;
  const text = cut.includes('\u001b') ? cut.replace(ANSI, '') : cut;
  const tokens: string[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 0;
    if (code > 32 && code !== NO_BREAK_SPACE) {
      if (start < 0) {
        start = i;
      }
    } else if (start >= 0) {
      tokens.push(text.slice(start, i));
      start = -1;
      if (tokens.length === MAX_TOKENS) {
        break;
      }
    }
  }
  return tokens;
}

const EQUALS = 61;
const COLON = 58;
const DOT = 46;
const SLASH = 47;
const NO_BREAK_SPACE = 160;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isLetter(code: number): boolean {
  const lower = code | 32;
  return (lower >= 97 && lower <= 122) || code === 95 || code > 127;
}

function hasDigit(token: string): boolean {
  for (let i = 0; i < token.length; i++) {
    if (isDigit(token.charCodeAt(i))) {
      return true;
    }
  }
  return false;
}
