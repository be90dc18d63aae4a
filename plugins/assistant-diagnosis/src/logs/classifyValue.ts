const UNITS = new Set(
  (
    'B KB MB GB TB PB kB KiB MiB GiB TiB byte bytes b kb mb gb tb ns us µs ms msec msecs s sec secs second seconds m min ' +
    'mins minute minutes h hr hrs hour hours d day days % KB/s MB/s Hz MHz GHz'
  ).split(' '),
);
const DATE_WORDS = new Set(
  'Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(
    ' ',
  ),
);
const ZONES = new Set(
  'UTC GMT EST EDT CST CDT MST MDT PST PDT CET CEST MSK BST'.split(' '),
);
const LONGEST_WORD = 12;
const HEX_LETTERS = 8;

/** @internal */
export function isUnit(token: string): boolean {
  return token.length <= LONGEST_WORD && UNITS.has(coreOf(token, 0));
}

/** @internal */
export function isDateWord(token: string): boolean {
  return token.length <= LONGEST_WORD && DATE_WORDS.has(coreOf(token, 0));
}

/** @internal */
export function isZone(token: string): boolean {
  return token.length <= LONGEST_WORD && ZONES.has(coreOf(token, 0));
}

/**
 * Whether the part of a token from `start` on is a value rather than a word, in one scan.
 *
 * @internal
 */
export function classifyValue(
  token: string,
  options: { start: number; afterEquals: boolean },
): boolean {
  const { start, afterEquals } = options;
  const [from, to] = coreBounds(token, start);
  const shape = scan(token, from, to);
  if (from === to) {
    return isEmptyPair(token, start);
  }
  if (shape.digits > 0) {
    return !isNamedError(token, { from, to, shape });
  }
  if (shape.slashes >= 2 || isLettersOfHex(shape, to - from)) {
    return true;
  }
  if (shape.ats === 1 && shape.others === 0 && token[from] !== '@') {
    return true;
  }
  const isName = shape.others === 0 && shape.ats === 0 && shape.slashes === 0;
  if (isName && shape.dots >= 2 && !shape.emptyPart) {
    // The last part of a class name has a capital: java.lang.OutOfMemoryError is a kind, app.shop.svc is a host
    return !lastPartHasCapital(token, from, to);
  }
  return (
    afterEquals && shape.innerDots > 0 && !lastWordHasCapital(token, from, to)
  );
}

interface Shape {
  digits: number;
  slashes: number;
  dots: number;
  /** Dots between two word characters. */
  innerDots: number;
  ats: number;
  hexLetters: number;
  others: number;
  /** A dot at an end or beside another. */
  emptyPart: boolean;
}

function scan(token: string, from: number, to: number): Shape {
  let digits = 0;
  let slashes = 0;
  let dots = 0;
  let innerDots = 0;
  let ats = 0;
  let hexLetters = 0;
  let others = 0;
  let emptyPart = false;
  let previous = DOT;
  for (let i = from; i < to; i++) {
    const code = token.charCodeAt(i);
    if (code >= 48 && code <= 57) {
      digits++;
    } else if (isAsciiLetter(code)) {
      hexLetters += (code | 32) <= 102 ? 1 : 0;
    } else if (code === DOT) {
      dots++;
      emptyPart ||= previous === DOT || i === to - 1;
      const isInner = i > from && i + 1 < to && isWord(previous);
      innerDots += isInner && isWord(token.charCodeAt(i + 1)) ? 1 : 0;
    } else if (code === SLASH) {
      slashes++;
    } else if (code === AT) {
      ats++;
    } else if (code !== UNDERSCORE && code !== DASH && code !== DOLLAR) {
      others++;
    }
    previous = code;
  }
  return {
    digits,
    slashes,
    dots,
    innerDots,
    ats,
    hexLetters,
    others,
    emptyPart,
  };
}

/** `Main` in `app.shop.Main`: begins the part behind the last dot with a capital? */
function lastPartHasCapital(token: string, from: number, to: number): boolean {
  const dot = token.lastIndexOf('.', to - 1);
  return dot >= from && isCapital(token.charCodeAt(dot + 1));
}

/** `fileName` in `app/fileName`: is there a capital among the word characters at the end? */
function lastWordHasCapital(token: string, from: number, to: number): boolean {
  for (let i = to - 1; i >= from && isWord(token.charCodeAt(i)); i--) {
    if (isCapital(token.charCodeAt(i))) {
      return true;
    }
  }
  return false;
}

/** `Http2Exception`, `S3Error`: the digit belongs to the name. */
function isNamedError(
  token: string,
  options: { from: number; to: number; shape: Shape },
): boolean {
  const { from, to, shape } = options;
  const isName = shape.others + shape.slashes + shape.ats === 0;
  if (!isName || (token.charCodeAt(from) | 32) < 97) {
    return false;
  }
  return endsAt(token, 'Exception', to) || endsAt(token, 'Error', to);
}

function endsAt(token: string, end: string, to: number): boolean {
  return token.startsWith(end, to - end.length);
}

/** `deadbeef`, `ffffffff`: eight and more letters that are all hexadecimal are no word. */
function isLettersOfHex(shape: Shape, length: number): boolean {
  return length >= HEX_LETTERS && shape.hexLetters === length;
}

/** `()`, `[]`, `""`: an empty value stands for a value. */
function isEmptyPair(token: string, start: number): boolean {
  const pair = token.slice(start, start + 2);
  return (
    PAIRS.has(pair) &&
    (token.length === start + 2 ||
      (token.length === start + 3 && ',.;:'.includes(token[start + 2])))
  );
}

const PAIRS = new Set(['()', '[]', '{}', '""', "''", '<>']);
const DOT = 46;
const SLASH = 47;
const AT = 64;
const UNDERSCORE = 95;
const DASH = 45;
const DOLLAR = 36;

function isAsciiLetter(code: number): boolean {
  const lower = code | 32;
  return lower >= 97 && lower <= 122;
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isWord(code: number): boolean {
  return (
    isAsciiLetter(code) || (code >= 48 && code <= 57) || code === UNDERSCORE
  );
}

const OPENING = '(["\'<{';
const CLOSING = ')"\'>]},.;:!';

function coreBounds(token: string, start: number): [number, number] {
  let from = start;
  let to = token.length;
  while (from < to && OPENING.includes(token[from])) {
    from++;
  }
  while (to > from && CLOSING.includes(token[to - 1])) {
    to--;
  }
  return [from, to];
}

function coreOf(token: string, start: number): string {
  const [from, to] = coreBounds(token, start);
  return from === 0 && to === token.length ? token : token.slice(from, to);
}
