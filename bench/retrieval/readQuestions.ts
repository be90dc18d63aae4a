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
export type Question = z.output<typeof questionsSchema>[number];

export async function readQuestions(file: string): Promise<Question[]> {
  return questionsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}
