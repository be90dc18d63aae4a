import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const questionsSchema = z.array(
  z.object({
    id: z.coerce.string(),
    text: z.string(),
    lang: z.string().optional(),
    kind: z.string().optional(),
    /** Pages that answer it; empty = none does. */
    expected: z.array(z.string()).optional(),
  }),
);
export type Question = z.output<typeof questionsSchema>[number] & {
  /** Nothing was tuned on it. */
  heldOut?: boolean;
};

export async function readQuestions(file: string): Promise<Question[]> {
  return questionsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

/** Every second question of each language and kind is held out, so that both halves are equally hard. */
export function holdOutHalf(questions: readonly Question[]): Question[] {
  const seen = new Map<string, number>();
  return questions.map(question => {
    const kind = `${question.lang} ${question.kind}`;
    const before = seen.get(kind) ?? 0;
    seen.set(kind, before + 1);
    return { ...question, heldOut: before % 2 === 1 };
  });
}
