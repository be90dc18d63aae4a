import { LRUCache } from 'lru-cache';
import { editDistanceWithin, forgivenErrors } from './editDistance';
import { isCyrillic } from './stem';
import { soundKey } from './transliterate';

/** Shortest sound that is compared: shorter ones meet by chance. */
const MIN_SOUND = 4;
/** From this length on one sound may differ. */
const LONG_SOUND = 6;

/** A stem with what makes comparing it cheap. */
export interface Spelling {
  stem: string;
  sound: string;
  cyrillic: boolean;
  /** One bit per letter (hashed): words that are alike differ in few bits. */
  letters: number;
  sounds: number;
}

function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) {
    bits |= 1 << word.charCodeAt(i) % 32;
  }
  return bits;
}

function differingBits(a: number, b: number): number {
  let count = 0;
  for (let rest = a ^ b; rest !== 0; rest &= rest - 1) {
    count++;
  }
  return count;
}

/** Names of a large catalog, and the words that they are compared with. */
const knownSpellings = new LRUCache<string, Spelling>({ max: 20_000 });

export function spellingOf(stem: string): Spelling {
  const known = knownSpellings.get(stem);
  if (known) {
    return known;
  }
  const sound = soundKey(stem);
  const spelling = {
    stem,
    sound,
    cyrillic: isCyrillic(stem),
    letters: lettersOf(stem),
    sounds: lettersOf(sound),
  };
  knownSpellings.set(stem, spelling);
  return spelling;
}

function spelledNearly(a: Spelling, b: Spelling): boolean {
  const limit = forgivenErrors(Math.min(a.stem.length, b.stem.length));
  return (
    limit > 0 &&
    (a.stem[0] === b.stem[0] || limit > 1) &&
    differingBits(a.letters, b.letters) <= 2 * limit &&
    editDistanceWithin(a.stem, b.stem, limit) <= limit
  );
}

function soundsNearly(a: Spelling, b: Spelling): boolean {
  const length = Math.min(a.sound.length, b.sound.length);
  const limit = length < LONG_SOUND ? 0 : 1;
  return (
    length >= MIN_SOUND &&
    differingBits(a.sounds, b.sounds) <= 2 * limit &&
    editDistanceWithin(a.sound, b.sound, limit) <= limit
  );
}

/** Whether one word is meant for the other: mistyped, or written as it sounds in the other script. */
export function similarityOf(a: Spelling, b: Spelling): boolean {
  return a.cyrillic === b.cyrillic ? spelledNearly(a, b) : soundsNearly(a, b);
}
