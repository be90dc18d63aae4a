import type { EntityMatch } from './entities/matchEntities';
import { matchEntities } from './entities/matchEntities';
import { NameIndex, type IsVisible } from './entities/NameIndex';
import { findEnvironment } from './environment/findEnvironment';
import type { EnvironmentOptions } from './options';
import { lexicon } from './text/Lexicon';
import {
  mendKeyboardLayout,
  type WordKnowledge,
} from './text/mendKeyboardLayout';
import { mendTransliteration } from './text/mendTransliteration';
import { stemWord } from './text/stem';
import { tokenize, type Token } from './text/tokenize';

/** A question after its spelling is mended and its names are found. */
export interface ReadQuestion {
  text: string;
  tokens: readonly Token[];
  matches: readonly EntityMatch[];
  environment?: string;
  /** References such as `component:default/checkout`, written out; nothing says that they exist. */
  writtenRefs: readonly string[];
}

/** Shorter words resemble something by chance. */
const MIN_RESEMBLING = 6;

const WRITTEN_REF =
  /(?<![\p{L}\p{N}_.-])(component|resource|api|system|domain|group|user):[\w.-]+\/[\w.-]*\w/giu;

/** What is known of words: the lexicon, and names that the person may see. */
function knowledgeOf(index: NameIndex, isVisible: IsVisible): WordKnowledge {
  const known = new Map<string, boolean>();
  const knows = (word: string): boolean => {
    let result = known.get(word);
    if (result === undefined) {
      result =
        lexicon.knows(word) ||
        index.startingWith(stemWord(word), isVisible).length > 0;
      known.set(word, result);
    }
    return result;
  };
  const resembles = (word: string) =>
    word.length >= MIN_RESEMBLING &&
    index.startingNear(stemWord(word), isVisible).length > 0;
  return { knows, resembles };
}

/** Reads what stands in a question itself, by names that `isVisible` lets pass. */
export function readQuestion(
  question: string,
  options: {
    index: NameIndex;
    isVisible: IsVisible;
    environments: readonly EnvironmentOptions[];
  },
): ReadQuestion {
  const { index, isVisible, environments } = options;
  const knowledge = knowledgeOf(index, isVisible);
  const writtenRefs = Array.from(question.matchAll(WRITTEN_REF), ([ref]) =>
    ref.toLocaleLowerCase('en-US'),
  );
  const mended = mendTransliteration(
    mendKeyboardLayout(question, knowledge),
    knowledge.knows,
  );
  const tokens = tokenize(
    mended.replace(WRITTEN_REF, ref => ' '.repeat(ref.length)),
  );
  const find = (isTaken: (token: number) => boolean) =>
    matchEntities({ tokens, index, isVisible, isTaken });
  const environment = findEnvironment(tokens, environments);
  const matches = find(() => false);
  const partOfName = matches.some(
    ({ first, last }) =>
      environment &&
      first < last &&
      first <= environment.token &&
      environment.token <= last,
  );
  if (!environment || partOfName) {
    return { text: mended, tokens, matches, writtenRefs };
  }
  return {
    text: mended,
    tokens,
    matches: find(token => token === environment.token),
    environment: environment.name,
    writtenRefs,
  };
}
