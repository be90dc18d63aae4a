import type { QuestionClass } from '@smart-assistant/backstage-plugin-assistant-common';
import { ENGLISH_RULES } from './rules.en';
import { RUSSIAN_RULES } from './rules.ru';
import {
  compilePattern,
  matchesPattern,
  type ClassToken,
  type Pattern,
} from './patterns';

/** Weight, then patterns of which the best one counts once; one pattern a line or separated by `|`. */
export type RuleTable = Readonly<
  Partial<Record<QuestionClass, ReadonlyArray<readonly [number, string]>>>
>;

interface Rule {
  questionClass: QuestionClass;
  weight: number;
}

interface Entry {
  rule: Rule;
  pattern: Pattern;
}

/** Patterns with a key that is a prefix are found by its first letters. */
const PREFIX_LETTERS = 2;

function push<T>(map: Map<string, T[]>, key: string, value: T) {
  map.set(key, [...(map.get(key) ?? []), value]);
}

/** The rules of both languages, found by the words that they need. */
export class Rules {
  readonly #byStem = new Map<string, Entry[]>();
  readonly #byWord = new Map<string, Entry[]>();
  readonly #byPrefix = new Map<string, Entry[]>();
  readonly #always: Entry[] = [];
  readonly #mentioned = new Set<string>();

  constructor(tables: readonly RuleTable[]) {
    for (const [questionClass, rules] of tables.flatMap(table =>
      Object.entries(table),
    )) {
      for (const [weight, patterns] of rules) {
        const rule = { questionClass: questionClass as QuestionClass, weight };
        patterns
          .split('|')
          .map(pattern => compilePattern(pattern.trim().replace(/\s+/g, ' ')))
          .forEach(pattern => this.#add({ rule, pattern }));
      }
    }
  }

  /** Whether some rule speaks of the word, by its stem or as it is. */
  mentions({ word, stem }: { word: string; stem: string }): boolean {
    return this.#mentioned.has(stem) || this.#mentioned.has(word);
  }

  #add(entry: Entry) {
    for (const element of entry.pattern.elements) {
      if (element.type === 'test') {
        [element.stem, element.word].forEach(
          text => text && this.#mentioned.add(text),
        );
      }
    }
    const { stem, word, prefix } = entry.pattern.key ?? {};
    if (stem) {
      push(this.#byStem, stem, entry);
    } else if (word) {
      push(this.#byWord, word, entry);
    } else if (prefix) {
      push(this.#byPrefix, prefix.slice(0, PREFIX_LETTERS), entry);
    } else {
      this.#always.push(entry);
    }
  }

  /** Sums the weights of the rules that the words meet; each rule counts once. */
  score(tokens: readonly ClassToken[]): Map<QuestionClass, number> {
    const candidates = new Set(this.#always);
    for (const { stem, word } of tokens) {
      this.#byStem.get(stem)?.forEach(entry => candidates.add(entry));
      this.#byWord.get(word)?.forEach(entry => candidates.add(entry));
      this.#byPrefix
        .get(word.slice(0, PREFIX_LETTERS))
        ?.forEach(entry => candidates.add(entry));
    }
    const met = new Set<Rule>();
    for (const { rule, pattern } of candidates) {
      if (!met.has(rule) && matchesPattern(pattern, tokens)) {
        met.add(rule);
      }
    }
    const scores = new Map<QuestionClass, number>();
    for (const { questionClass, weight } of met) {
      scores.set(questionClass, (scores.get(questionClass) ?? 0) + weight);
    }
    return scores;
  }
}

export const RULES = new Rules([ENGLISH_RULES, RUSSIAN_RULES]);
