import type { Synonym } from '../../ask/stages';
import type { GlossaryTerm } from '../options';
import { tokenize, type Token } from '../text/tokenize';
import { COMMON_GLOSSARY } from '../words/commonGlossary';
import { OPS_GLOSSARY } from '../words/opsGlossary';

/** More words than a question has would drown it. */
const MAX_TERMS = 48;

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
    [OPS_GLOSSARY, COMMON_GLOSSARY]
      .flatMap(linesOf)
      .forEach(line => glossary.#add(line));
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

  /** What the tokens say, with the other words for it that the question does not have anyway. */
  find(tokens: readonly Token[]): Synonym[] {
    const present = new Set(tokens.map(({ stem }) => stem));
    const isNew = (term: string) =>
      !tokenize(term).every(({ stem }) => present.has(stem));
    const found: Synonym[] = [];
    let terms = 0;
    let position = 0;
    while (position < tokens.length && terms < MAX_TERMS) {
      const entries = this.#longestAt(tokens, position);
      const length = entries[0]?.stems.length ?? 1;
      const means = [...new Set(entries.flatMap(({ line }) => line))]
        .filter(isNew)
        .slice(0, MAX_TERMS - terms);
      if (means.length > 0) {
        const said = tokens.slice(position, position + length);
        found.push({ said: said.map(({ word }) => word).join(' '), means });
        terms += means.length;
      }
      position += length;
    }
    return found;
  }

  /** All lines that know the longest phrase here: one word may mean several things. */
  #longestAt(tokens: readonly Token[], position: number): Entry[] {
    const fitting = (this.#byStem.get(tokens[position].stem) ?? []).filter(
      ({ stems }) =>
        stems.every((stem, i) => tokens[position + i]?.stem === stem),
    );
    const longest = Math.max(0, ...fitting.map(({ stems }) => stems.length));
    return fitting.filter(({ stems }) => stems.length === longest);
  }
}

/** The other words alone, each once. */
export function termsOf(synonyms: readonly Synonym[]): string[] {
  return [...new Set(synonyms.flatMap(({ means }) => means))];
}
