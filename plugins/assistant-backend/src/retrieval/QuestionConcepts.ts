import type { Synonym } from '../ask/stages';
import { transliterate } from '../text/transliterate';
import { contentStems, stemOf } from '../text/words';

/** Stems of something, by whichever set knows them. */
export interface Stems {
  has(stem: string): boolean;
}

/** One thing that a question speaks of. */
interface Concept {
  /** Ways to say it, each the stems of a word or phrase; the first is how the question says it. */
  ways: string[][];
  /** Rare among the candidates = telling; a thing that no candidate has is the rarest. */
  weight: number;
}

/**
 * What a question speaks of, whatever it is called: a page has a thing if it has the question's own
 * word, another word for it in either language, or the Latin spelling of a name that was written
 * with Russian letters.
 */
export class QuestionConcepts {
  readonly #concepts: readonly Concept[];

  /** @param parts - stems of each candidate */
  static of(
    question: string,
    options: {
      synonyms: readonly Synonym[];
      parts: ReadonlyArray<ReadonlySet<string>>;
    },
  ): QuestionConcepts {
    const { synonyms, parts } = options;
    const ways = waysOf(question, synonyms);
    addRespelled(ways, parts);
    return new QuestionConcepts(
      ways.map(way => {
        const having = parts.filter(part => isSaid(way, part)).length;
        return {
          ways: way,
          weight: Math.log(1 + parts.length / (having + 0.5)),
        };
      }),
    );
  }

  private constructor(concepts: readonly Concept[]) {
    this.#concepts = concepts;
  }

  /** Weighted share of the question's things that are found, 0 to 1. */
  shareIn(found: Stems): number {
    let total = 0;
    let met = 0;
    for (const { ways, weight } of this.#concepts) {
      total += weight;
      met += isSaid(ways, found) ? weight : 0;
    }
    return total > 0 ? met / total : 0;
  }

  /** Whether a word of the question is found under another name. */
  isRenamedIn(found: Stems, word: string): boolean {
    const stem = stemOf(word);
    return this.#concepts.some(
      ({ ways: [own, ...others] }) =>
        own.includes(stem) && isSaid(others, found),
    );
  }
}

/** Stems of several parts taken together. */
export function stemsOfAll(parts: ReadonlyArray<Stems>): Stems {
  return { has: stem => parts.some(part => part.has(stem)) };
}

function waysOf(question: string, synonyms: readonly Synonym[]): string[][][] {
  const left = contentStems(question);
  const ways: string[][][] = [];
  for (const { said, means } of synonyms) {
    const own = [...contentStems(said)].filter(stem => left.delete(stem));
    if (own.length > 0) {
      const others = means.map(term => [...contentStems(term)]);
      ways.push([own, ...others.filter(stems => stems.length > 0)]);
    }
  }
  left.forEach(stem => ways.push([[stem]]));
  return ways;
}

/** Names of tools are written with Russian letters in chats and with Latin ones on pages. */
function addRespelled(
  ways: string[][][],
  parts: ReadonlyArray<ReadonlySet<string>>,
): void {
  const respelled = ways.filter(
    ([own]) => own.length === 1 && /^[а-я]{4,}$/.test(own[0]),
  );
  if (respelled.length === 0) {
    return;
  }
  const latin = new Set<string>();
  for (const part of parts) {
    for (const stem of part) {
      if (stem >= 'a' && stem < '{') {
        latin.add(stem);
      }
    }
  }
  for (const way of respelled) {
    // endings that the stem kept: «кибане» for `kibana`
    const spelling = transliterate(way[0][0]).replace(/(?<=....)[aeiouy]$/, '');
    for (const stem of latin) {
      if (stem.startsWith(spelling)) {
        way.push([stem]);
      }
    }
  }
}

function isSaid(ways: readonly string[][], found: Stems): boolean {
  return ways.some(stems => stems.every(stem => found.has(stem)));
}
