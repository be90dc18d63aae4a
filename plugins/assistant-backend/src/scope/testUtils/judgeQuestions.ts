import { z } from 'zod';
import {
  questionClassSchema,
  languageSchema,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { Scope } from '../../ask/stages';
import type { TestAsk } from './createTestResolver';

const questionSchema = z
  .object({
    id: z.string(),
    text: z.string(),
    lang: languageSchema,
    pageEntity: z.string().optional(),
    entities: z.array(z.string()),
    class: questionClassSchema,
    environment: z.string().optional(),
    window: z
      .union([
        z
          .object({
            fromOffsetMinutes: z.number(),
            toOffsetMinutes: z.number(),
          })
          .strict(),
        z.object({ at: z.string() }).strict(),
      ])
      .optional(),
  })
  .strict();

export const questionsSchema = z.array(questionSchema).min(1);
export type JudgedQuestion = z.infer<typeof questionSchema>;

export interface Verdict {
  question: JudgedQuestion;
  entity: boolean;
  class: boolean;
  language: boolean;
  /** `undefined` where the question says no environment or time. */
  environment?: boolean;
  window?: boolean;
  got: {
    entities: string[];
    class: string;
    language: string;
    environment?: string;
    window?: unknown;
  };
}

function judgeWindow(
  { window }: JudgedQuestion,
  scope: Scope,
  now: Date,
): boolean | undefined {
  if (!window) {
    return undefined;
  }
  if ('at' in window) {
    return scope.asOf.getTime() === Date.parse(window.at);
  }
  const offset = (date: Date | undefined) =>
    date && (date.getTime() - now.getTime()) / 60_000;
  return (
    offset(scope.window?.from) === window.fromOffsetMinutes &&
    offset(scope.window?.to) === window.toOffsetMinutes
  );
}

/** Asks each question and compares what was read with what is written beside it. */
export async function judgeQuestions(
  ask: TestAsk,
  questions: readonly JudgedQuestion[],
  now: Date,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const question of questions) {
    const scope = await ask(question.text, {
      entityRef: question.pageEntity,
      now,
    });
    const entities = scope.entities.map(({ entityRef }) => entityRef).sort();
    verdicts.push({
      question,
      entity:
        JSON.stringify(entities) ===
        JSON.stringify([...question.entities].sort()),
      class: scope.questionClass === question.class,
      language: scope.language === question.lang,
      environment: question.environment
        ? scope.environment === question.environment
        : undefined,
      window: judgeWindow(question, scope, now),
      got: {
        entities,
        class: scope.questionClass,
        language: scope.language,
        environment: scope.environment,
        window: scope.window,
      },
    });
  }
  return verdicts;
}

/** Share of the verdicts that hold, of those that were judged at all. */
export function shareOf(
  verdicts: readonly Verdict[],
  judge: (verdict: Verdict) => boolean | undefined,
): number {
  const judged = verdicts.map(judge).filter(result => result !== undefined);
  return judged.length ? judged.filter(Boolean).length / judged.length : 1;
}
