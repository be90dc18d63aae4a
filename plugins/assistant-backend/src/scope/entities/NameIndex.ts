import { setImmediate } from 'node:timers/promises';
import { ASSISTANT_ANNOTATIONS } from '@smart-assistant/backstage-plugin-assistant-common';
import type { EntitySnapshot, EntityView } from '../../access';
import { tokenize, type Token } from '../text/tokenize';
import { similarityOf, type Spelling, spellingOf } from '../text/similarity';

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

/** Entities that are indexed in one go, some 10 ms. */
const STEP = 200;

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

interface FirstStem extends Spelling {
  names: EntityName[];
}

/** Names stay while the catalog changes around them. */
const MAX_REMEMBERED = 100_000;
const remembered = new Map<
  string,
  ReadonlyArray<Pick<Token, 'word' | 'stem'>>
>();

function tokensOfName(
  text: string,
): ReadonlyArray<Pick<Token, 'word' | 'stem'>> {
  let tokens = remembered.get(text);
  if (!tokens) {
    tokens = tokenize(text).map(({ word, stem }) => ({ word, stem }));
    if (remembered.size >= MAX_REMEMBERED) {
      remembered.clear();
    }
    remembered.set(text, tokens);
  }
  return tokens;
}

function namesOf(view: EntityView): Array<[string, NameSource]> {
  const aliases = view.annotations.get(ASSISTANT_ANNOTATIONS.aliases);
  return [
    [view.name, 'name'],
    ...(view.title ? [[view.title, 'title'] as [string, NameSource]] : []),
    ...(aliases?.split(',') ?? []).map(
      alias => [alias, 'alias'] as [string, NameSource],
    ),
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
  readonly #bySoundLength = new Map<number, FirstStem[]>();
  static readonly #built = new WeakMap<EntitySnapshot, Promise<NameIndex>>();

  /** The index of a snapshot, built once, in steps that let other requests through. */
  static of(snapshot: EntitySnapshot): Promise<NameIndex> {
    let index = this.#built.get(snapshot);
    if (!index) {
      index = this.#build(snapshot);
      this.#built.set(snapshot, index);
    }
    return index;
  }

  static async #build(snapshot: EntitySnapshot): Promise<NameIndex> {
    const index = new NameIndex();
    let added = 0;
    for (const view of snapshot.all()) {
      if (!UNNAMED_KINDS.has(view.kind)) {
        index.#addAll(view);
      }
      added++;
      if (added % STEP === 0) {
        await setImmediate();
      }
    }
    return index;
  }

  private constructor() {}

  #addAll(view: EntityView) {
    const seen = new Set<string>();
    for (const [text, source] of namesOf(view)) {
      const tokens = tokensOfName(text);
      const words = tokens.map(({ word }) => word);
      this.#add(
        { view, source, words, stems: tokens.map(({ stem }) => stem) },
        seen,
      );
      if (words.length > 1) {
        const [joined] = tokensOfName(words.join(''));
        this.#add(
          { view, source, words: [joined.word], stems: [joined.stem] },
          seen,
        );
      }
    }
  }

  #add(name: EntityName, seen: Set<string>) {
    const key = name.stems.join(' ');
    if (!key || seen.has(key) || name.words.join('').length < 2) {
      return;
    }
    seen.add(key);
    new Set([name.stems[0], name.words[0]]).forEach(stem =>
      this.#addUnder(stem, name),
    );
  }

  #addUnder(stem: string, name: EntityName) {
    const known = this.#byStem.get(stem);
    if (known) {
      known.names.push(name);
      return;
    }
    const first = { ...spellingOf(stem), names: [name] };
    this.#byStem.set(stem, first);
    pushTo(this.#byLength, stem.length, first);
    pushTo(this.#bySoundLength, first.sound.length, first);
  }

  /** Names whose first word is this one in some form. */
  startingWith(stem: string, isVisible: IsVisible): EntityName[] {
    return (this.#byStem.get(stem)?.names ?? []).filter(({ view }) =>
      isVisible(view.ref),
    );
  }

  /** Names whose first word is spelt or sounds nearly like this one. */
  startingNear(stem: string, isVisible: IsVisible): EntityName[] {
    const spelling = spellingOf(stem);
    const found = new Set<EntityName>();
    const collect = (first: FirstStem) => {
      if (found.size < MAX_SIMILAR && similarityOf(spelling, first)) {
        first.names
          .filter(({ view }) => isVisible(view.ref))
          .forEach(name => found.add(name));
      }
    };
    for (let length = stem.length - 2; length <= stem.length + 2; length++) {
      this.#byLength.get(length)?.forEach(collect);
    }
    for (
      let length = spelling.sound.length - 1;
      length <= spelling.sound.length + 1;
      length++
    ) {
      this.#bySoundLength.get(length)?.forEach(collect);
    }
    return [...found];
  }
}

function pushTo<T>(map: Map<number, T[]>, key: number, value: T) {
  const values = map.get(key);
  if (values) {
    values.push(value);
  } else {
    map.set(key, [value]);
  }
}

/** Lower is better. */
export function sourceRank(source: NameSource): number {
  return SOURCES.indexOf(source);
}
