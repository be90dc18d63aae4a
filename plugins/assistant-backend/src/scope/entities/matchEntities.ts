import type { EntityView } from '../../access';
import { lexicon } from '../text/Lexicon';
import { similarityOf, spellingOf } from '../text/similarity';
import type { Token } from '../text/tokenize';
import {
  EVERYBODY_HAS,
  EXACT_FORM,
  GIVES_WAY,
  KIND_WORDS,
  TECHNOLOGIES,
} from '../words/nameWords';
import { isUsedAsVerb, takesWholeCompounds } from './nameInContext';
import {
  NameIndex,
  sourceRank,
  type EntityName,
  type IsVisible,
  type Quality,
} from './NameIndex';

/** Names that one question may be about; a pasted list of everything is about nothing. */
const MAX_ENTITIES = 5;
/** Entities that one ambiguous name may stand for. */
const MAX_ALTERNATIVES = 3;
/** Unknown words that are compared with every name; the rest only match exactly. */
const MAX_NEAR_LOOKUPS = 40;

/** A stretch of the question that names entities. */
export interface EntityMatch {
  /** First and last token. */
  first: number;
  last: number;
  views: readonly EntityView[];
  /** How sure it is that a name was meant: see `nameWords`. */
  strength: 'named' | 'gives-way' | 'technology' | 'everybody-has';
}

interface Candidate {
  first: number;
  last: number;
  name: EntityName;
  quality: number;
}

const QUALITY: Record<Quality, number> = { exact: 2, stem: 1, similar: 0 };

function compare(
  token: Token,
  word: string,
  stem: string,
): Quality | undefined {
  if (token.word === word) {
    return 'exact';
  }
  // A stemmer may cut the bare form of a noun further than its other forms: «приём», «приёма».
  if (token.stem === stem || token.stem === word || token.word === stem) {
    return EXACT_FORM.has(word) ? undefined : 'stem';
  }
  const similar =
    !lexicon.knows(token.word) &&
    (similarityOf(spellingOf(token.stem), spellingOf(stem)) ||
      similarityOf(spellingOf(token.word), spellingOf(word)));
  return similar ? 'similar' : undefined;
}

function matchAt(
  tokens: readonly Token[],
  first: number,
  name: EntityName,
): Candidate | undefined {
  const last = first + name.stems.length - 1;
  if (last >= tokens.length || !takesWholeCompounds(tokens, first, last)) {
    return undefined;
  }
  let quality = QUALITY.exact;
  for (let i = 0; i < name.stems.length; i++) {
    const found = compare(tokens[first + i], name.words[i], name.stems[i]);
    if (!found || tokens[first + i].flagValue) {
      return undefined;
    }
    quality = Math.min(quality, QUALITY[found]);
  }
  return { first, last, name, quality };
}

function findCandidates(options: MatchOptions): Candidate[] {
  const { tokens, index, isVisible } = options;
  let nearLookups = 0;
  return tokens.flatMap((token, first) => {
    if (token.script === 'none' || options.isTaken(first)) {
      return [];
    }
    let names = index.startingWith(token.stem, isVisible);
    const mayBeMistyped =
      names.length === 0 &&
      token.stem.length >= 4 &&
      !token.identifier &&
      !lexicon.knows(token.word);
    if (mayBeMistyped && nearLookups < MAX_NEAR_LOOKUPS) {
      nearLookups++;
      names = index.startingNear(token.stem, isVisible);
    }
    return names.flatMap(name => matchAt(tokens, first, name) ?? []);
  });
}

function kindRank({ kind }: EntityView): number {
  const rank = [
    'component',
    'resource',
    'api',
    'system',
    'domain',
    'group',
  ].indexOf(kind);
  // Components, resources and APIs are equals: among them the source of the name decides.
  return rank >= 0 && rank < 3 ? 0 : rank + 10 * Number(rank < 0);
}

function fitsKindWord(
  tokens: readonly Token[],
  { first, last, name }: Candidate,
): boolean {
  const beside = [tokens[first - 1]?.stem, tokens[last + 1]?.stem];
  return KIND_WORDS.some(
    ({ stems, fits }) =>
      beside.some(stem => stem && stems.has(stem)) && fits(name.view),
  );
}

/** Negative if `a` is the better reading. */
function byMerit(tokens: readonly Token[]) {
  return (a: Candidate, b: Candidate): number =>
    b.last - b.first - (a.last - a.first) ||
    b.quality - a.quality ||
    Number(fitsKindWord(tokens, b)) - Number(fitsKindWord(tokens, a)) ||
    kindRank(a.name.view) - kindRank(b.name.view) ||
    sourceRank(a.name.source) - sourceRank(b.name.source) ||
    Number(b.name.view.kind === 'component') -
      Number(a.name.view.kind === 'component');
}

function strengthOf(
  tokens: readonly Token[],
  { first, last, name }: Candidate,
): EntityMatch['strength'] {
  if (
    first !== last ||
    fitsKindWord(tokens, { first, last, name, quality: 0 })
  ) {
    return 'named';
  }
  const { stem } = tokens[first];
  if (EVERYBODY_HAS.has(stem)) {
    return 'everybody-has';
  }
  if (TECHNOLOGIES.has(stem)) {
    return 'technology';
  }
  const container = ['system', 'domain', 'group'].includes(name.view.kind);
  return container || GIVES_WAY.has(stem) ? 'gives-way' : 'named';
}

export interface MatchOptions {
  tokens: readonly Token[];
  index: NameIndex;
  isVisible: IsVisible;
  /** Tokens that say something else, such as the environment. */
  isTaken: (token: number) => boolean;
}

/** Finds the entities that a question names, in order: the longest stretch first, then the best reading. */
export function matchEntities(options: MatchOptions): EntityMatch[] {
  const { tokens } = options;
  const merit = byMerit(tokens);
  const candidates = findCandidates(options)
    .filter(candidate => !isUsedAsVerb(tokens, candidate))
    .sort(merit);
  const taken = new Set<number>();
  const matches: EntityMatch[] = [];
  for (const best of candidates) {
    const span = Array.from(
      { length: best.last - best.first + 1 },
      (_, i) => best.first + i,
    );
    if (span.some(position => taken.has(position))) {
      continue;
    }
    span.forEach(position => taken.add(position));
    const equals = candidates.filter(
      other =>
        other.first === best.first &&
        other.last === best.last &&
        merit(other, best) === 0,
    );
    matches.push({
      first: best.first,
      last: best.last,
      views: [...new Set(equals.map(({ name }) => name.view))].slice(
        0,
        MAX_ALTERNATIVES,
      ),
      strength: strengthOf(tokens, best),
    });
  }
  return keepMeant(matches.sort((a, b) => a.first - b.first));
}

/** Drops what gives way to a better name. */
function keepMeant(matches: EntityMatch[]): EntityMatch[] {
  const order: Array<EntityMatch['strength']> = [
    'named',
    'gives-way',
    'technology',
    'everybody-has',
  ];
  const strongest = order.find(strength =>
    matches.some(match => match.strength === strength),
  );
  return matches
    .filter(({ strength }) => strength === strongest)
    .slice(0, MAX_ENTITIES);
}
