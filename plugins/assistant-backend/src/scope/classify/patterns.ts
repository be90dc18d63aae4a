import { lexicon } from '../text/Lexicon';
import { normalizeWord, stemWord } from '../text/stem';
import { tokenize, type Token } from '../text/tokenize';

/**
 * Patterns over the words of a question, as they stand in the tables:
 *
 * - `deploy`: any form of the word; `=дай`: this very form; `меня*`: any word that begins so
 * - `@`: a named entity; `_`: any one word; `...`: up to four words
 * - `<inf>`: Russian infinitive; `<term>`: a word that is not grammar; `<metric>`: a measured quantity; `<error>`: a name or number of an error
 * - `^` and `$`: start and end of the question
 */
type Element =
  | {
      type: 'test';
      test: (token: ClassToken) => boolean;
      stem?: string;
      word?: string;
      prefix?: string;
    }
  | { type: 'gap' | 'start' | 'end' };

/** A word as the rules see it; entities are one word. */
export interface ClassToken {
  word: string;
  stem: string;
  surface: string;
  isEntity: boolean;
}

export interface Pattern {
  source: string;
  elements: readonly Element[];
  /** What must occur for the pattern to match, so that most patterns need not be tried. */
  key?: { stem?: string; word?: string; prefix?: string };
}

const MAX_GAP = 4;

const METRIC_STEMS = new Set(
  `latency lag throughput rps qps load usage memory cpu count rate percentile size number duration p50 p90 p95 p99 delay traffic accuracy psi auc
  лаг задержка латентность нагрузка память процессор количество число доля трафик размер длительность точность полнота рпс потребление отставание скорость`
    .split(/\s+/)
    .map(word => stemWord(normalizeWord(word))),
);
const ERROR_WORD =
  /^(?:[A-Z]\w*(?:Exception|Error|BackOff|Killed)|OOM|OOMKilled|ERROR|FATAL|SIGKILL|5\d\d|137|143|NotReady|(?:[A-Z][a-z]+){1,}[A-Z][A-Za-z]+)$/;

const CLASSES = new Map<string, (token: ClassToken) => boolean>(
  Object.entries({
    '<inf>': ({ word }: ClassToken) =>
      /[а-я]{2}(?:ть|ться|ти|тись|чь|чься)$/.test(word),
    '<past>': ({ word }: ClassToken) =>
      /[а-я]{2}(?:л|ла|ло|ли|лся|лась|лось|лись)$/.test(word),
    '<metric>': ({ stem }: ClassToken) => METRIC_STEMS.has(stem),
    '<error>': ({ surface }: ClassToken) => ERROR_WORD.test(surface),
    '<term>': ({ word, isEntity }: ClassToken) =>
      !isEntity && !lexicon.isFunctionWord(word),
    _: () => true,
    '@': ({ isEntity }: ClassToken) => isEntity,
  }),
);

function compileElement(text: string): Element {
  if (text === '...') {
    return { type: 'gap' };
  }
  if (text === '^') {
    return { type: 'start' };
  }
  if (text === '$') {
    return { type: 'end' };
  }
  const test = CLASSES.get(text);
  if (test) {
    return { type: 'test', test };
  }
  if (text.startsWith('=')) {
    const exact = normalizeWord(text.slice(1));
    return { type: 'test', word: exact, test: ({ word }) => word === exact };
  }
  if (text.endsWith('*')) {
    const prefix = normalizeWord(text.slice(0, -1));
    return {
      type: 'test',
      prefix,
      test: ({ word }) => word.startsWith(prefix),
    };
  }
  const stem = stemWord(normalizeWord(text));
  return {
    type: 'test',
    stem,
    test: token => !token.isEntity && token.stem === stem,
  };
}

export function compilePattern(source: string): Pattern {
  const elements = source.split(' ').map(compileElement);
  const tests = elements.flatMap(element =>
    element.type === 'test' ? [element] : [],
  );
  const key =
    tests.find(({ stem, word }) => stem ?? word) ??
    tests.find(({ prefix }) => prefix !== undefined);
  return { source, elements, key };
}

/** Tokens as the rules see them: each stretch that names an entity becomes one. */
export function toClassTokens(
  tokens: readonly Token[],
  entities: ReadonlyArray<{ first: number; last: number }>,
): ClassToken[] {
  const result: ClassToken[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const entity = entities.find(({ first, last }) => first <= i && i <= last);
    if (!entity) {
      const { word, stem, surface } = tokens[i];
      result.push({ word, stem, surface, isEntity: false });
    } else if (entity.first === i) {
      result.push({ word: '@', stem: '@', surface: '@', isEntity: true });
    }
  }
  return result;
}

function matchesFrom(
  elements: readonly Element[],
  tokens: readonly ClassToken[],
  element: number,
  token: number,
): boolean {
  if (element === elements.length) {
    return true;
  }
  const current = elements[element];
  switch (current.type) {
    case 'start':
      return token === 0 && matchesFrom(elements, tokens, element + 1, token);
    case 'end':
      return token === tokens.length;
    case 'gap':
      for (let skip = 0; skip <= MAX_GAP; skip++) {
        if (matchesFrom(elements, tokens, element + 1, token + skip)) {
          return true;
        }
      }
      return false;
    default:
      return (
        token < tokens.length &&
        current.test(tokens[token]) &&
        matchesFrom(elements, tokens, element + 1, token + 1)
      );
  }
}

export function matchesPattern(
  pattern: Pattern,
  tokens: readonly ClassToken[],
): boolean {
  for (let start = 0; start <= tokens.length; start++) {
    if (matchesFrom(pattern.elements, tokens, 0, start)) {
      return true;
    }
  }
  return false;
}

/** For tests and tools: the words of a text as the rules see them, with no entities. */
export function classTokensOf(text: string): ClassToken[] {
  return toClassTokens(tokenize(text), []);
}
