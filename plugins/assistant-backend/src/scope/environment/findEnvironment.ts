import { normalizeWord, stemWord } from '../text/stem';
import type { Token } from '../text/tokenize';
import type { EnvironmentOptions } from '../options';

/** Words that mean other things as well, such as a stage of Spark. */
const AMBIGUOUS = new Set(['stage', 'test', 'live', 'тест']);
const PREPOSITIONS = new Set([
  'in',
  'on',
  'to',
  'from',
  'at',
  'for',
  'в',
  'на',
  'во',
  'с',
  'из',
]);

export interface EnvironmentMatch {
  name: string;
  token: number;
}

function isMeant(tokens: readonly Token[], position: number): boolean {
  if (!AMBIGUOUS.has(tokens[position].word)) {
    return true;
  }
  const before = tokens[position - 1];
  const after = tokens[position + 1];
  return PREPOSITIONS.has(before?.word ?? '') && after?.script !== 'none';
}

/** Finds the environment that a question names, if it names one: "in prod", «на стейдже». */
export function findEnvironment(
  tokens: readonly Token[],
  environments: readonly EnvironmentOptions[],
): EnvironmentMatch | undefined {
  const byStem = new Map(
    environments.flatMap(({ name, words }) =>
      [name, ...words].map(word => [stemWord(normalizeWord(word)), name]),
    ),
  );
  for (let token = 0; token < tokens.length; token++) {
    const { stem, compound } = tokens[token];
    const name = byStem.get(stem);
    const alone =
      tokens[token - 1]?.compound !== compound &&
      tokens[token + 1]?.compound !== compound;
    if (name && alone && isMeant(tokens, token)) {
      return { name, token };
    }
  }
  return undefined;
}
