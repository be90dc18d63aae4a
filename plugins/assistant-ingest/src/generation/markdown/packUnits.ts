import type { Unit } from './toUnits';

/** Text of one chunk. */
export interface PackedChunk {
  kind: Unit['kind'];
  body: string;
}

const MIN_WORDS = 80;
const MAX_WORDS = 150;
/** A last chunk below this goes to the one before it. */
const CRUMB = 20;

/**
 * Packs the units of one section into chunks of 80 to 150 words.
 *
 * - Nothing crosses a heading, and nothing is repeated.
 * - Code stays with the sentence before it; what ends in a colon stays with what follows.
 * - A chunk with steps ends with them, so that an answer can walk through it.
 */
export function packUnits(units: readonly Unit[]): PackedChunk[] {
  const groups: Unit[][] = [];
  let current: Unit[] = [];
  const flush = () => {
    if (current.length > 0) {
      groups.push(current);
      current = [];
    }
  };
  for (const unit of units) {
    if (current.length > 0 && startsNew(current, unit)) {
      flush();
    }
    current.push(unit);
    if (unit.kind === 'steps') {
      flush();
    }
  }
  flush();
  return mergeCrumb(groups).map(group => ({
    kind: kindOf(group),
    body: group.map(({ body }) => body.trimEnd()).join('\n\n'),
  }));
}

function startsNew(current: readonly Unit[], unit: Unit): boolean {
  const words = countAll(current);
  const last = current[current.length - 1];
  if (last.introduces || (unit.kind === 'code' && last.kind === 'text')) {
    return false;
  }
  if (unit.kind === 'steps') {
    return words >= MIN_WORDS;
  }
  return words + unit.words > MAX_WORDS && words >= MIN_WORDS / 2;
}

function mergeCrumb(groups: readonly Unit[][]): Unit[][] {
  const last = groups.at(-1);
  const before = groups.at(-2);
  if (
    last &&
    before &&
    countAll(last) < CRUMB &&
    kindOf(last) === 'text' &&
    kindOf(before) !== 'steps' &&
    countAll(before) < MAX_WORDS * 1.5
  ) {
    return [...groups.slice(0, -2), [...before, ...last]];
  }
  return [...groups];
}

function kindOf(group: readonly Unit[]): Unit['kind'] {
  if (group.some(({ kind }) => kind === 'steps')) {
    return 'steps';
  }
  if (group.some(({ kind }) => kind === 'table')) {
    return 'table';
  }
  const code = countCharacters(group.filter(({ kind }) => kind === 'code'));
  return code > countCharacters(group) / 2 ? 'code' : 'text';
}

const countAll = (group: readonly Unit[]) =>
  group.reduce((sum, { words }) => sum + words, 0);
const countCharacters = (group: readonly Unit[]) =>
  group.reduce((sum, { body }) => sum + body.length, 0);
