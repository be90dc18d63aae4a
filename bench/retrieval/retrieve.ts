// Answers a file of questions from a folder of Markdown through the real document base. JSON on stdout.
//   yarn run --silent bench:retrieve --docs <folder> --queries <file.json> --json
import { performance } from 'node:perf_hooks';
import type { RetrievedChunk } from '../../plugins/assistant-backend/src/ask/stages';
import { HybridRetriever } from '../../plugins/assistant-backend/src/retrieval/HybridRetriever';
import { openBase } from './openBase';
import { readArguments } from './readArguments';
import { readQuestions } from './readQuestions';
import { scopeOfQuestion } from './scopeOfQuestion';

const RANKED = 10;
const USAGE =
  'bench:retrieve --docs <folder of .md> --queries <file.json> --json';

async function main(): Promise<void> {
  const { docs, queries, help } = readArguments();
  if (help || !docs || !queries) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = help ? 0 : 2;
    return;
  }
  const questions = (await Promise.all(queries.map(readQuestions))).flat();
  const base = await openBase(docs);
  try {
    const retriever = HybridRetriever.create();
    const { signal } = new AbortController();
    const results = [];
    for (const question of questions) {
      const start = performance.now();
      const reader = await base.documents.open({ signal });
      if (!reader) {
        throw new Error('The base was not built');
      }
      const { chunks, answered } = await retriever.retrieve({
        scope: await scopeOfQuestion(question),
        reader,
        embedder: base.embedder,
        signal,
      });
      const tookMs = Math.round((performance.now() - start) * 10) / 10;
      const ranked = bestOfPages(chunks).slice(0, RANKED).map(entryOf);
      results.push({ id: question.id, tookMs, answered, ranked });
    }
    process.stdout.write(`${JSON.stringify({ results })}\n`);
  } finally {
    await base.close();
  }
}

/** The best part of each page first, then what is left: ten places for ten pages, if there are so many. */
function bestOfPages(chunks: readonly RetrievedChunk[]): RetrievedChunk[] {
  const isFirst = (chunk: RetrievedChunk, i: number) =>
    chunks.findIndex(({ documentId }) => documentId === chunk.documentId) === i;
  const first = chunks.filter(isFirst);
  const last = first.at(-1)?.score ?? 0;
  const rest = chunks
    .filter((chunk, i) => !isFirst(chunk, i))
    .map(chunk => ({ ...chunk, score: Math.min(chunk.score, last) }));
  return [...first, ...rest];
}

function entryOf({ path, anchor, score }: RetrievedChunk) {
  return {
    doc: anchor ? `${path}#${anchor}` : path,
    score: Math.round(score * 1e4) / 1e4,
  };
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
