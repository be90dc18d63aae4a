import { InputError } from '@backstage/errors';
import type {
  DocumentReader,
  Embedder,
} from '@smart-assistant/backstage-plugin-assistant-node';
import yaml from 'js-yaml';
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { GateCheck } from './checkGate';

const goldenSchema = z
  .array(
    z
      .object({
        question: z.string().trim().min(1).max(2000),
        /** Path or id of the document that answers, or its end, e.g. `checkout/docs/crash-loop.md`. */
        document: z.string().trim().min(1),
      })
      .strict(),
  )
  .min(1)
  .max(1000);

export type GoldenQuestion = z.output<typeof goldenSchema>[number];

/** Hits among which the document must be. */
const TOP = 5;
/** Share of the questions that a new generation may lose. */
const TOLERANCE = 0.02;

/** @throws InputError that says what is wrong with the file. */
export async function readGoldenQuestions(
  file: string,
): Promise<GoldenQuestion[]> {
  let content: unknown;
  try {
    content = yaml.load(await readFile(file, 'utf8'), {
      schema: yaml.JSON_SCHEMA,
    });
  } catch (error) {
    throw new InputError(
      `Cannot read the golden questions in ${file}; mend the file or unset assistant.documents.gate.goldenQuestions`,
      error,
    );
  }
  const parsed = goldenSchema.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new InputError(
      `The golden questions in ${file} must be a list of { question, document }: ${issue.path.join(
        '.',
      )} ${issue.message}`,
    );
  }
  return parsed.data;
}

/** Compares how many golden questions find their document in the new generation and in the active one. */
export async function checkGoldenQuestions(options: {
  questions: readonly GoldenQuestion[];
  embedder: Embedder;
  candidate: DocumentReader;
  active: DocumentReader;
  signal: AbortSignal;
}): Promise<GateCheck> {
  const { questions, embedder, candidate, active, signal } = options;
  let found = 0;
  let foundBefore = 0;
  const lost: number[] = [];
  for (const [index, question] of questions.entries()) {
    const now = await finds(question, candidate, { embedder, signal });
    const before = await finds(question, active, { embedder, signal });
    found += Number(now);
    foundBefore += Number(before);
    if (before && !now) {
      lost.push(index + 1);
    }
  }
  return {
    check: 'golden-questions',
    passed: found >= foundBefore - questions.length * TOLERANCE,
    detail: `${found} of ${questions.length} found, ${foundBefore} before${
      lost.length > 0 ? `; lost: number ${lost.slice(0, 10).join(', ')}` : ''
    }`,
  };
}

/** By words or by meaning: how the two are weighed is the ask path's matter and no part of the gate. */
async function finds(
  { question, document }: GoldenQuestion,
  reader: DocumentReader,
  { embedder, signal }: { embedder: Embedder; signal: AbortSignal },
): Promise<boolean> {
  const isComparable = reader.embedder === embedder.id && reader.embedded > 0;
  const [vector] = isComparable
    ? await embedder.embed([question], { kind: 'query', signal })
    : [];
  const hits = await reader.search({
    filter: { entities: { type: 'all' }, principals: [] },
    text: question,
    ...(vector && { vector }),
    limit: 40,
    signal,
  });
  return (['lexical', 'dense'] as const).some(kind => {
    const ranked = hits
      .filter(hit => hit[kind] !== undefined)
      .sort((a, b) => (b[kind] ?? 0) - (a[kind] ?? 0));
    const documents = [...new Set(ranked.map(({ documentId }) => documentId))];
    const paths = new Map(hits.map(hit => [hit.documentId, hit.path]));
    return documents
      .slice(0, TOP)
      .some(id => id.endsWith(document) || paths.get(id)?.endsWith(document));
  });
}
