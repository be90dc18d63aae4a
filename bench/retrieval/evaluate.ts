// Recall and honesty of the retrieval on the questions of this folder. JSON on stdout; with --check it ends with 1 below a bar.
//   yarn run --silent bench:retrieve-eval [--check] [--docs <folder> --queries <file>…]
//   yarn run --silent bench:retrieve-eval --docs <folder of runbooks> --alerts <folder of alert rules>
import { rm } from 'node:fs/promises';
import { checkBars } from './checkBars';
import {
  DEMO_DOCUMENTS,
  readFreshQuestions,
  readTunedQuestions,
} from './demoQuestions';
import { bootstrap, type Measure, type Scores, scoresOf } from './metrics';
import { languageOf, onlyLanguage, rankAll } from './rankAll';
import { type Method, type Ranked, rankOf } from './rankPages';
import { readAlerts } from './readAlerts';
import { readArguments } from './readArguments';
import { type Question, readQuestions } from './readQuestions';

export interface Report {
  sets: Record<string, Record<Method, Scores>>;
  honesty: Record<
    string,
    {
      unanswerable: number;
      recognised: Measure;
      answerable: number;
      wrongRefusals: Measure;
    }
  >;
}

/** Questions that are reported apart. */
interface Part {
  name: string;
  has(question: Question): boolean;
}

async function main(): Promise<void> {
  const { docs, queries, alerts, check } = readArguments();
  if (docs && alerts) {
    write(await compareAlerts(docs, alerts));
    return;
  }
  const folder = docs ?? DEMO_DOCUMENTS;
  const tuned = queries
    ? (await Promise.all(queries.map(readQuestions))).flat()
    : await readTunedQuestions();
  const fresh = queries ? [] : await readFreshQuestions();
  const isFresh = new Set(fresh.map(({ id }) => id));
  const parts: Part[] = [
    { name: '', has: ({ id }) => !isFresh.has(id) },
    // the set that the goals were set for, before it grew
    { name: ' (first 178)', has: ({ id }) => /^(?:shop|ml)-/.test(id) },
    { name: ' (held out)', has: ({ heldOut }) => heldOut === true },
    { name: ' (fresh)', has: ({ id }) => isFresh.has(id) },
  ];
  const report = await evaluate(folder, [...tuned, ...fresh], parts);
  const missed = check ? checkBars(report) : [];
  write({ ...report, missed });
  missed.forEach(bar => process.stderr.write(`below the bar: ${bar}\n`));
  process.exitCode = missed.length > 0 ? 1 : 0;
}

async function compareAlerts(docs: string, alerts: string) {
  const pairs = await rankAll(docs, await readAlerts(alerts, docs));
  const setOf = (kind: string) =>
    compare(pairs.filter(({ question }) => question.kind === kind));
  return {
    'alert to runbook': setOf('alert'),
    'without the name': setOf('alert-words'),
  };
}

async function evaluate(
  folder: string,
  questions: readonly Question[],
  parts: readonly Part[],
): Promise<Report> {
  const report: Report = { sets: {}, honesty: {} };
  const all = await rankAll(folder, questions);
  addSets(report, 'all pages', all, parts);
  addHonesty(report, all, parts);
  for (const language of ['en', 'ru'] as const) {
    const pages = await onlyLanguage(folder, language);
    const answerable = questions.filter(({ expected }) =>
      expected?.some(path => languageOf(path) === language),
    );
    const ranked = await rankAll(pages, answerable);
    addSets(report, `${language} pages`, ranked, parts);
    await rm(pages, { recursive: true, force: true });
  }
  return report;
}

function addSets(
  report: Report,
  pages: string,
  ranked: readonly Ranked[],
  parts: readonly Part[],
): void {
  for (const language of ['en', 'ru']) {
    for (const { name, has } of parts) {
      const own = ranked.filter(
        ({ question }) =>
          (question.expected?.length ?? 0) > 0 &&
          question.lang === language &&
          has(question),
      );
      if (own.length > 0) {
        report.sets[`${language} questions, ${pages}${name}`] = compare(own);
      }
    }
  }
}

function compare(ranked: readonly Ranked[]): Record<Method, Scores> {
  const scores = (method: Method) =>
    scoresOf(
      ranked.map(({ pages, question }) =>
        rankOf(pages[method], question.expected ?? []),
      ),
    );
  return {
    bm25: scores('bm25'),
    dense: scores('dense'),
    hybrid: scores('hybrid'),
  };
}

function addHonesty(
  report: Report,
  ranked: readonly Ranked[],
  parts: readonly Part[],
): void {
  for (const { name, has } of parts) {
    const part = ranked.filter(({ question }) => has(question));
    const none = part.filter(({ question }) => question.expected?.length === 0);
    const some = part.filter(({ question }) => question.expected?.length !== 0);
    report.honesty[`all questions${name}`] = {
      unanswerable: none.length,
      recognised: bootstrap(none.map(({ answered }) => Number(!answered))),
      answerable: some.length,
      wrongRefusals: bootstrap(some.map(({ answered }) => Number(!answered))),
    };
  }
}

function write(result: unknown): void {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
