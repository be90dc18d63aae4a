import { cp, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBase } from './openBase';
import { type Ranked, rankPages } from './rankPages';
import type { Question } from './readQuestions';

/** Asks all questions of a base over a folder. */
export async function rankAll(
  folder: string,
  questions: readonly Question[],
): Promise<Ranked[]> {
  const base = await openBase(folder);
  try {
    const reader = await base.documents.open({
      signal: new AbortController().signal,
    });
    if (!reader) {
      throw new Error(`No base over ${folder}`);
    }
    const ranked: Ranked[] = [];
    for (const question of questions) {
      ranked.push(
        await rankPages(question, { reader, embedder: base.embedder }),
      );
    }
    return ranked;
  } finally {
    await base.close();
  }
}

export function languageOf(path: string): 'en' | 'ru' {
  return /(?:^|\/)ru\//.test(path) ? 'ru' : 'en';
}

/** Copies the pages of one language into a folder of their own. */
export async function onlyLanguage(
  folder: string,
  language: 'en' | 'ru',
): Promise<string> {
  const part = await mkdtemp(join(tmpdir(), 'bench-documents-'));
  for (const name of await readdir(folder, { recursive: true })) {
    if (name.endsWith('.md') && languageOf(name) === language) {
      await cp(join(folder, name), join(part, name), { recursive: true });
    }
  }
  return part;
}
