import type { QuestionClass } from '@smart-assistant/backstage-plugin-assistant-common';
import { ENGLISH_RULES } from './rules.en';
import { RUSSIAN_RULES } from './rules.ru';
import { compilePattern, type Pattern } from './patterns';

/** Weight, then patterns of which the best one counts once; one pattern a line or separated by `|`. */
export type RuleTable = Readonly<Partial<Record<QuestionClass, ReadonlyArray<readonly [number, string]>>>>;

export interface Rule {
  questionClass: QuestionClass;
  weight: number;
  patterns: readonly Pattern[];
}

function compile(table: RuleTable): Rule[] {
  return Object.entries(table).flatMap(([questionClass, rules]) =>
    rules.map(([weight, patterns]) => ({
      questionClass: questionClass as QuestionClass,
      weight,
      patterns: patterns.split('|').map(pattern => compilePattern(pattern.trim().replace(/\s+/g, ' '))),
    })),
  );
}

export const RULES: readonly Rule[] = [...compile(ENGLISH_RULES), ...compile(RUSSIAN_RULES)];
