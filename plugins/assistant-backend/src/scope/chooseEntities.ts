import type { EntitySnapshot, EntityView } from '../access';
import type { Asker, Scope } from '../ask/stages';
import type { QuestionClass } from '@smart-assistant/backstage-plugin-assistant-common';
import type { IsVisible } from './entities/NameIndex';
import { RULES } from './classify/rules';
import type { ReadQuestion } from './readQuestion';
import { lexicon } from './text/Lexicon';

/** What a person owns and is told about at once. */
const MAX_OWNED = 10;
const OWNED_KINDS = ['component', 'api', 'resource', 'system'];

/** Questions that need something to be about; the others are looked up everywhere. */
const NEEDS_ENTITY: readonly QuestionClass[] = [
  'diagnose',
  'state',
  'what-changed',
  'metric',
];

/** "In the logs", «в логах»: a place where something was seen, not the thing itself. */
const PLACE_WORDS = new Set([
  'in',
  'from',
  'into',
  'the',
  'my',
  'these',
  'в',
  'во',
  'из',
  'по',
]);

export interface ChooseOptions {
  read: ReadQuestion;
  questionClass: QuestionClass;
  asker: Asker;
  snapshot: EntitySnapshot;
  isVisible: IsVisible;
  /** The entity on whose page the question is asked. */
  pageRef?: string;
  /** Entities of the last answer of this conversation, if the question goes on with them. */
  conversationRefs: readonly string[];
  /** The question says nothing of its own: "and why?". */
  goesOn: boolean;
}

export interface ChosenEntities {
  views: readonly EntityView[];
  origin: Scope['origin'];
  unknownEntity: boolean;
  ownsSomething: boolean;
}

function namedIn(options: ChooseOptions): EntityView[] {
  const { read, pageRef, questionClass } = options;
  const views = read.matches.flatMap(match => {
    if (match.strength === 'named' || match.strength === 'gives-way') {
      return match.views;
    }
    if (pageRef) {
      return [];
    }
    const isPlace =
      match.strength === 'everybody-has' &&
      (PLACE_WORDS.has(read.tokens[match.first - 1]?.word ?? '') ||
        questionClass === 'small-talk');
    return isPlace ? [] : match.views;
  });
  return [...new Set(views)];
}

/** Whether the question names something that nobody knows: it is not about what the person owns then. */
function namesUnknown({ tokens, matches }: ReadQuestion): boolean {
  return tokens.some(
    (token, position) =>
      token.script !== 'none' &&
      // Names of alerts and errors start with a capital; they are no entities.
      !(token.identifier && /^\p{Lu}/u.test(token.surface)) &&
      token.word.length > 3 &&
      !lexicon.knows(token.word) &&
      !RULES.mentions(token) &&
      !matches.some(({ first, last }) => first <= position && position <= last),
  );
}

function ownedBy({ asker, snapshot, isVisible }: ChooseOptions): EntityView[] {
  return snapshot
    .ownedBy(asker.principals)
    .filter(({ ref, kind }) => OWNED_KINDS.includes(kind) && isVisible(ref))
    .sort(
      (a, b) =>
        OWNED_KINDS.indexOf(a.kind) - OWNED_KINDS.indexOf(b.kind) ||
        (a.ref < b.ref ? -1 : 1),
    );
}

/** Decides whom a question is about: what it names, its page, the conversation, what the person owns. */
export function chooseEntities(options: ChooseOptions): ChosenEntities {
  const { read, snapshot, isVisible, pageRef, conversationRefs } = options;
  const lookUp = (refs: readonly string[]): EntityView[] =>
    refs.flatMap(ref => (isVisible(ref) ? snapshot.get(ref) ?? [] : []));
  const written = lookUp(read.writtenRefs);
  const page = lookUp(pageRef ? [pageRef] : []);
  const owned = ownedBy(options);
  const common = {
    unknownEntity:
      written.length < read.writtenRefs.length ||
      (pageRef !== undefined && page.length === 0),
    ownsSomething: owned.length > 0,
  };
  const named = [...new Set([...written, ...namedIn(options)])];
  if (named.length > 0) {
    return { ...common, views: named, origin: 'question' };
  }
  const conversation = lookUp(conversationRefs);
  if (conversation.length > 0 && (options.goesOn || page.length === 0)) {
    return { ...common, views: conversation, origin: 'conversation' };
  }
  if (page.length > 0) {
    return { ...common, views: page, origin: 'page' };
  }
  const meansOwn =
    NEEDS_ENTITY.includes(options.questionClass) &&
    !common.unknownEntity &&
    !namesUnknown(read);
  if (meansOwn && owned.length > 0) {
    return { ...common, views: owned.slice(0, MAX_OWNED), origin: 'owned' };
  }
  return { ...common, views: [], origin: 'none' };
}
