// Recall and honesty of the retrieval on the questions of this folder. JSON on stdout; with --check it ends with 1 below a bar.
//   yarn run --silent bench:retrieve-eval [--check] [--docs <folder> --queries <file>…]
//   yarn run --silent bench:retrieve-eval --docs <folder of runbooks> --alerts <folder of alert rules>
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { checkBars } from './checkBars';
import { bootstrap, type Measure, type Scores, scoresOf } from './metrics';
import { openBase } from './openBase';
import { type Method, type Ranked, rankOf, rankPages } from './rankPages';
import { readAlerts } from './readAlerts';
import { readArguments } from './readArguments';
import { type Question, readQuestions } from './readQuestions';

const ROOT = resolve(__dirname, '../..');

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

async function main(): Promise<void> {
  const { docs, queries, alerts, check } = readArguments();
  if (docs && alerts) {
    const pairs = await rankAll(docs, await readAlerts(alerts, docs));
    const setOf = (kind: string) =>
      compare(pairs.filter(({ question }) => question.kind === kind));
    process.stdout.write(
      `${JSON.stringify(
        {
          'alert to runbook': setOf('alert'),
          'without the name': setOf('alert-words'),
        },
        null,
        2,
      )}\n`,
    );
    return;
  }
  const folder = docs ?? join(ROOT, 'examples/documents');
  const files =
    queries ??
    ['shop', 'ml'].map(name => join(__dirname, `questions/${name}.json`));
  const questions = (await Promise.all(files.map(readQuestions))).flat();
  const report: Report = { sets: {}, honesty: {} };
  const all = await rankAll(folder, questions);
  addSets(report, 'all pages', all);
  addHonesty(report, all);
  for (const language of ['en', 'ru'] as const) {
    const part = await onlyLanguage(folder, language);
    const answerable = questions.filter(({ expected }) =>
      expected?.some(path => languageOf(path) === language),
    );
    addSets(report, `${language} pages`, await rankAll(part, answerable));
    await rm(part, { recursive: true, force: true });
  }
  const missed = check ? checkBars(report) : [];
  process.stdout.write(`${JSON.stringify({ ...report, missed }, null, 2)}\n`);
  missed.forEach(bar => process.stderr.write(`below the bar: ${bar}\n`));
  process.exitCode = missed.length > 0 ? 1 : 0;
}

async function rankAll(
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

function addSets(
  report: Report,
  pages: string,
  ranked: readonly Ranked[],
): void {
  const answerable = ranked.filter(
    ({ question }) => (question.expected?.length ?? 0) > 0,
  );
  for (const language of ['en', 'ru']) {
    const own = answerable.filter(({ question }) => question.lang === language);
    for (const [name, part] of halves(own)) {
      report.sets[`${language} questions, ${pages}${name}`] = compare(part);
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

function addHonesty(report: Report, ranked: readonly Ranked[]): void {
  for (const [name, part] of halves(ranked)) {
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

/** Odd ids tuned the weights, even ids were held out. */
function halves(ranked: readonly Ranked[]): Array<[string, Ranked[]]> {
  const isOdd = ({ question }: Ranked) =>
    Number(question.id.match(/\d+$/)?.[0] ?? 0) % 2 === 1;
  return [
    ['', [...ranked]],
    [' (held out)', ranked.filter(each => !isOdd(each))],
  ];
}

function languageOf(path: string): 'en' | 'ru' {
  return /(?:^|\/)ru\//.test(path) ? 'ru' : 'en';
}

async function onlyLanguage(
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

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
