import { join, resolve } from 'node:path';
import { holdOutHalf, type Question, readQuestions } from './readQuestions';

/** Half of each of these was tuned on; `fresh` was written when all was settled. */
const TUNED = ['shop', 'ml', 'more', 'form'];
const FRESH = 'fresh';

export const DEMO_DOCUMENTS = resolve(__dirname, '../../examples/documents');

const fileOf = (name: string) => join(__dirname, `questions/${name}.json`);

export async function readTunedQuestions(): Promise<Question[]> {
  const files = await Promise.all(
    TUNED.map(name => readQuestions(fileOf(name))),
  );
  return files.flatMap(holdOutHalf);
}

export async function readFreshQuestions(): Promise<Question[]> {
  return readQuestions(fileOf(FRESH));
}
