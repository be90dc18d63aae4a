import type { GlossaryTerm } from '../options';
import { tokenize, type Token } from '../text/tokenize';
import { OPS_GLOSSARY } from '../words/opsGlossary';

/** More words than a question has would drown it. */
const MAX_TERMS = 16;

interface Entry {
  stems: readonly string[];
  /** All that the line calls the thing. */
  line: readonly string[];
}

function linesOf(table: string): string[][] {
  return table
    .split('\n')
    .map(line =>
      line
        .split(/[|,]/)
        .map(term => term.trim())
        .filter(Boolean),
    )
    .filter(line => line.length > 0);
}

/** Words for the same thing: those of the trade, and those that the team wrote down. */
export class Glossary {
  readonly #byStem = new Map<string, Entry[]>();

  /** @param terms - the team's own words, which come before the built-in ones */
  static create(terms: readonly GlossaryTerm[]): Glossary {
    const glossary = new Glossary();
    terms.forEach(({ term, means }) => glossary.#add([term, ...means]));
    linesOf(OPS_GLOSSARY).forEach(line => glossary.#add(line));
    return glossary;
  }

  private constructor() {}

  #add(line: readonly string[]) {
    for (const term of line) {
      const stems = tokenize(term).map(({ stem }) => stem);
      if (stems.length > 0) {
        const entries = this.#byStem.get(stems[0]) ?? [];
        entries.push({ stems, line });
        this.#byStem.set(stems[0], entries);
      }
    }
  }

  /** Other words for what the tokens say, in both languages, without those already there. */
  expand(tokens: readonly Token[]): string[] {
    const present = new Set(tokens.map(({ stem }) => stem));
    const terms = new Set<string>();
    let position = 0;
    while (position < tokens.length && terms.size < MAX_TERMS) {
      const entry = this.#longestAt(tokens, position);
      for (const term of entry?.line ?? []) {
        if (!tokenize(term).every(({ stem }) => present.has(stem))) {
          terms.add(term);
        }
      }
      position += entry?.stems.length ?? 1;
    }
    return [...terms].slice(0, MAX_TERMS);
  }

  #longestAt(tokens: readonly Token[], position: number): Entry | undefined {
    let longest: Entry | undefined;
    for (const entry of this.#byStem.get(tokens[position].stem) ?? []) {
      const fits = entry.stems.every(
        (stem, i) => tokens[position + i]?.stem === stem,
      );
      if (fits && entry.stems.length > (longest?.stems.length ?? 0)) {
        longest = entry;
      }
    }
    return longest;
  }
}
