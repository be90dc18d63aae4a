import type { Token } from '../text/tokenize';
import { COMPOUND_SUFFIXES } from '../words/nameWords';

/** Whether the stretch takes whole compounds, or leaves only a suffix that says nothing else. */
export function takesWholeCompounds(
  tokens: readonly Token[],
  first: number,
  last: number,
): boolean {
  if (tokens[first - 1]?.compound === tokens[first].compound) {
    return false;
  }
  const rest: Token[] = [];
  for (let i = last + 1; tokens[i]?.compound === tokens[last].compound; i++) {
    rest.push(tokens[i]);
  }
  if (rest.length === 0) {
    return true;
  }
  if (tokens[last].joint === '.') {
    return rest.some(({ word }) => word === 'svc');
  }
  return (
    tokens[last].joint === '-' &&
    // A replica set or pod name goes on with hashes, as in checkout-7d9f8b6c5d-x2x4z.
    rest.every(
      ({ word }) =>
        COMPOUND_SUFFIXES.has(word) ||
        /\d/.test(word) ||
        /^[b-df-hj-np-tv-z]{5}$/.test(word),
    )
  );
}

/** The tool, not the thing: `git checkout`, "search the logs for …". */
export function isUsedAsVerb(
  tokens: readonly Token[],
  { first, last }: { first: number; last: number },
): boolean {
  if (first !== last) {
    return false;
  }
  const before = tokens[first - 1]?.word;
  const after = tokens[first + 1]?.word;
  if (before === 'git') {
    return true;
  }
  const verb =
    tokens[first].word === 'search' || tokens[first].word === 'order';
  return (
    verb &&
    (['for', 'the', 'through', 'in', 'all', 'by', 'a', 'this', 'my'].includes(
      after ?? '',
    ) ||
      ['to', 'can', 'i', 'you', 'we', 'could', 'should'].includes(before ?? ''))
  );
}
