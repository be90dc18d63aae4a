import { ASSISTANT_ANNOTATIONS } from '@smart-assistant/backstage-plugin-assistant-common';
import type { EntitySnapshot, EntityView } from '../../access';
import { editDistanceWithin, forgivenErrors } from '../text/editDistance';
import { tokenize, type Token } from '../text/tokenize';
import { soundKey } from '../text/transliterate';

/** Where a name comes from; earlier ones win where all else is equal. */
const SOURCES = ['name', 'title', 'alias', 'id'] as const;
export type NameSource = (typeof SOURCES)[number];

/** Ids by which other systems know the entity. */
const ID_ANNOTATIONS = [
  'backstage.io/kubernetes-id',
  ASSISTANT_ANNOTATIONS.airflowDag,
  ASSISTANT_ANNOTATIONS.sparkApplication,
  ASSISTANT_ANNOTATIONS.inferenceService,
  ASSISTANT_ANNOTATIONS.mlflowModel,
  ASSISTANT_ANNOTATIONS.mlflowExperiment,
  ASSISTANT_ANNOTATIONS.kafkaTopic,
  ASSISTANT_ANNOTATIONS.kafkaConsumerGroup,
];

/** People and places in repositories are not what questions are about. */
const UNNAMED_KINDS = new Set(['user', 'location', 'template']);

/** Most alternatives that one mistyped word may have. */
const MAX_SIMILAR = 8;

export interface EntityName {
  view: EntityView;
  source: NameSource;
  words: readonly string[];
  stems: readonly string[];
}

export type IsVisible = (entityRef: string) => boolean;
export type Quality = 'exact' | 'stem' | 'similar';

interface FirstStem {
  stem: string;
  sound: string;
  letters: number;
  names: EntityName[];
}

/** One bit per letter (hashed): two words that are alike differ in few bits. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) {
    // eslint-disable-next-line no-bitwise
    bits |= 1 << word.charCodeAt(i) % 32;
  }
  return bits;
}

function bitsOf(value: number): number {
  let count = 0;
  // eslint-disable-next-line no-bitwise
  for (let rest = value; rest !== 0; rest &= rest - 1) {
    count++;
  }
  return count;
}

function namesOf(view: EntityView): Array<[string, NameSource]> {
  const aliases = view.annotations.get(ASSISTANT_ANNOTATIONS.aliases);
  return [
    [view.name, 'name'],
    ...(view.title ? [[view.title, 'title'] as [string, NameSource]] : []),
    ...(aliases?.split(',') ?? []).map(alias => [alias, 'alias'] as [string, NameSource]),
    ...ID_ANNOTATIONS.flatMap(key => {
      const id = view.annotations.get(key);
      return id ? [[id, 'id'] as [string, NameSource]] : [];
    }),
  ];
}

/**
 * All names of the catalog by their first word.
 *
 * It is built from the whole catalog and shared. Each way out takes `isVisible` and filters names
 * before anything else is done with them, so that a name which the person may not see cannot match,
 * nor win, nor make another one ambiguous.
 */
export class NameIndex {
  readonly #byStem = new Map<string, FirstStem>();
  readonly #byLength = new Map<number, FirstStem[]>();
  static readonly #built = new WeakMap<EntitySnapshot, NameIndex>();

  static of(snapshot: EntitySnapshot): NameIndex {
    let index = this.#built.get(snapshot);
    if (!index) {
      index = new NameIndex(snapshot);
      this.#built.set(snapshot, index);
    }
    return index;
  }

  private constructor(snapshot: EntitySnapshot) {
    for (const view of snapshot.all()) {
      if (!UNNAMED_KINDS.has(view.kind)) {
        this.#addAll(view);
      }
    }
  }

  #addAll(view: EntityView) {
    const seen = new Set<string>();
    for (const [text, source] of namesOf(view)) {
      const tokens = tokenize(text);
      const words = tokens.map(({ word }) => word);
      this.#add({ view, source, words, stems: tokens.map(({ stem }) => stem) }, seen);
      if (words.length > 1) {
        const [joined] = tokenize(words.join(''));
        this.#add({ view, source, words: [joined.word], stems: [joined.stem] }, seen);
      }
    }
  }

  #add(name: EntityName, seen: Set<string>) {
    const key = name.stems.join(' ');
    if (!key || seen.has(key) || name.words.join('').length < 2) {
      return;
    }
    seen.add(key);
    const [stem] = name.stems;
    const known = this.#byStem.get(stem);
    if (known) {
      known.names.push(name);
      return;
    }
    const first = { stem, sound: soundKey(stem), letters: lettersOf(stem), names: [name] };
    this.#byStem.set(stem, first);
    const sameLength = this.#byLength.get(stem.length);
    if (sameLength) {
      sameLength.push(first);
    } else {
      this.#byLength.set(stem.length, [first]);
    }
  }

  /** Names whose first word is this one in some form. */
  startingWith(stem: string, isVisible: IsVisible): EntityName[] {
    return (this.#byStem.get(stem)?.names ?? []).filter(({ view }) => isVisible(view.ref));
  }

  /** Names whose first word is spelt or sounds nearly like this one. */
  startingNear(token: Token, isVisible: IsVisible): EntityName[] {
    const limit = forgivenErrors(token.stem.length);
    const letters = lettersOf(token.stem);
    const found: EntityName[] = [];
    for (let length = token.stem.length - 3; length <= token.stem.length + 3; length++) {
      for (const first of this.#byLength.get(length) ?? []) {
        // eslint-disable-next-line no-bitwise
        const near = bitsOf(first.letters ^ letters) <= 2 * limit;
        if ((near || token.script === 'cyrillic') && isSimilar(token.stem, first.stem, first.sound)) {
          found.push(...first.names.filter(({ view }) => isVisible(view.ref)));
        }
        if (found.length >= MAX_SIMILAR) {
          return found;
        }
      }
    }
    return found;
  }
}

/** Whether a word that is no known one is meant for the other: a typing error, or the sound in the other script. */
export function isSimilar(stem: string, other: string, otherSound = soundKey(other)): boolean {
  const limit = forgivenErrors(Math.min(stem.length, other.length));
  if (limit > 0 && (stem[0] === other[0] || limit > 1) && editDistanceWithin(stem, other, limit) <= limit) {
    return true;
  }
  const sound = soundKey(stem);
  if (sound.length < 4 || /[а-я]/.test(stem) === /[а-я]/.test(other)) {
    return false;
  }
  return editDistanceWithin(sound, otherSound, sound.length < 6 ? 0 : 1) <= (sound.length < 6 ? 0 : 1);
}

/** Lower is better. */
export function sourceRank(source: NameSource): number {
  return SOURCES.indexOf(source);
}
