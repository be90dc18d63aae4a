import { readdir, readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { loadAll } from 'js-yaml';
import { z } from 'zod';
import type { Question } from './readQuestions';

const ruleSchema = z.object({
  alert: z.string().optional(),
  annotations: z.record(z.string()).optional(),
});
const fileSchema = z.object({
  spec: z
    .object({ groups: z.array(z.object({ rules: z.array(ruleSchema) })) })
    .optional(),
  groups: z.array(z.object({ rules: z.array(ruleSchema) })).optional(),
});

/**
 * Questions out of alert rules: each alert with a `runbook_url` asks for that runbook, once as an
 * alert arrives in a chat (name, summary, description) and once by the description alone.
 */
export async function readAlerts(
  rules: string,
  docs: string,
): Promise<Question[]> {
  const pages = (await readdir(docs, { recursive: true })).filter(name =>
    name.endsWith('.md'),
  );
  const byName = new Map(
    pages.map(page => [
      posix.basename(page, '.md').toLocaleLowerCase('en-US'),
      page,
    ]),
  );
  const questions = new Map<string, Question>();
  for (const name of (await readdir(rules, { recursive: true }))
    .filter(file => /\.ya?ml$/.test(file))
    .sort()) {
    for (const document of loadAll(await readFile(join(rules, name), 'utf8'))) {
      const parsed = fileSchema.safeParse(document);
      const groups = parsed.success
        ? parsed.data.spec?.groups ?? parsed.data.groups ?? []
        : [];
      for (const { alert, annotations } of groups.flatMap(
        group => group.rules,
      )) {
        const page = byName.get(
          annotations?.runbook_url
            ?.split('/')
            .pop()
            ?.toLocaleLowerCase('en-US') ?? '',
        );
        if (alert && annotations && page && !questions.has(`alert-${alert}`)) {
          const description = withoutTemplates(
            annotations.description ?? annotations.message ?? '',
          );
          const summary = withoutTemplates(annotations.summary ?? '');
          questions.set(`alert-${alert}`, {
            id: `alert-${alert}`,
            text: `${alert} ${summary} ${description}`,
            lang: 'en',
            kind: 'alert',
            expected: [page],
          });
          questions.set(`words-${alert}`, {
            id: `words-${alert}`,
            text: `${summary} ${description}`,
            lang: 'en',
            kind: 'alert-words',
            expected: [page],
          });
        }
      }
    }
  }
  return [...questions.values()];
}

function withoutTemplates(text: string): string {
  return text
    .replace(/\{\{.*?\}\}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
