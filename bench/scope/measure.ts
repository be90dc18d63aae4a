import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import {
  EntitySnapshot,
  toEntityView,
} from '../../plugins/assistant-backend/src/access';
import { NameIndex } from '../../plugins/assistant-backend/src/scope/entities/NameIndex';
import {
  createTestResolver,
  type TestAsk,
} from '../../plugins/assistant-backend/src/scope/testUtils/createTestResolver';
import {
  judgeQuestions,
  questionsSchema,
  shareOf,
  type JudgedQuestion,
  type Verdict,
} from '../../plugins/assistant-backend/src/scope/testUtils/judgeQuestions';
import { readDemoCatalog } from '../../plugins/assistant-backend/src/scope/testUtils/readDemoCatalog';

const NOW = new Date('2026-11-24T14:20:00Z');
const LARGE_CATALOG = 5000;
const ROUNDS = 5;

function summarize(verdicts: Verdict[]) {
  const percent = (judge: (verdict: Verdict) => boolean | undefined) =>
    Math.round(1000 * shareOf(verdicts, judge)) / 10;
  return {
    questions: verdicts.length,
    entity: percent(verdict => verdict.entity),
    class: percent(verdict => verdict.class),
    both: percent(verdict => verdict.entity && verdict.class),
    language: percent(verdict => verdict.language),
    environment: percent(verdict => verdict.environment),
    window: percent(verdict => verdict.window),
  };
}

const isOdd = ({ question }: Verdict) =>
  Number(/\d+$/.exec(question.id)?.[0]) % 2 === 1;

/** The demo catalog among thousands of other services, whose names share its words. */
function enlarge(entities: Entity[]): Entity[] {
  const words =
    'atlas billing cart delivery email fleet gateway house invoice journal kiosk ledger market notes offer price quote refund stock ticket vendor wallet'.split(
      ' ',
    );
  const rest = Array.from(
    { length: LARGE_CATALOG - entities.length },
    (_, i): Entity => {
      const name = `${words[i % words.length]}-${
        words[(i * 7) % words.length]
      }-${i}`;
      return {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name,
          title: name.replace(/-/g, ' '),
          annotations: { 'assistant/aliases': `${name} service, сервис ${i}` },
        },
        spec: { type: 'service' },
        relations: [
          { type: 'ownedBy', targetRef: `group:default/team-${i % 200}` },
        ],
      };
    },
  );
  return [...entities, ...rest];
}

async function measureTime(ask: TestAsk, questions: readonly JudgedQuestion[]) {
  const times: number[] = [];
  // What the stage costs on a machine that does other work as well.
  const cpu: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { text, pageEntity } of questions) {
      const startedAt = performance.now();
      const cpuBefore = process.cpuUsage();
      await ask(text, { entityRef: pageEntity });
      // The first round fills the caches.
      if (round > 0) {
        times.push(performance.now() - startedAt);
        cpu.push(process.cpuUsage(cpuBefore).user / 1000);
      }
    }
  }
  return {
    entities: LARGE_CATALOG,
    runs: times.length,
    wall: percentiles(times),
    cpu: percentiles(cpu),
  };
}

function percentiles(values: number[]) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(100 * sorted[Math.floor((sorted.length - 1) * share)]) / 100;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

/** What a changed catalog costs once, before its first question. */
async function measureIndexing(entities: Entity[]): Promise<number> {
  const snapshot = new EntitySnapshot(entities.map(toEntityView));
  const before = process.cpuUsage();
  await NameIndex.of(snapshot);
  return Math.round(process.cpuUsage(before).user / 1000);
}

async function main() {
  const repository = resolve(__dirname, '../..');
  const file = process.argv[2] ?? resolve(__dirname, 'questions.json');
  const questions = questionsSchema.parse(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  const entities = readDemoCatalog(repository);
  const verdicts = await judgeQuestions(
    createTestResolver(entities, { now: NOW }),
    questions,
    NOW,
  );
  const large = createTestResolver(enlarge(entities), { now: NOW });
  console.log(
    JSON.stringify(
      {
        all: summarize(verdicts),
        en: summarize(
          verdicts.filter(({ question }) => question.lang === 'en'),
        ),
        ru: summarize(
          verdicts.filter(({ question }) => question.lang === 'ru'),
        ),
        odd: summarize(verdicts.filter(isOdd)),
        even: summarize(verdicts.filter(verdict => !isOdd(verdict))),
        milliseconds: await measureTime(large, questions),
        indexingMilliseconds: await measureIndexing(enlarge(entities)),
        load: loadavg()[0],
        misses: verdicts
          .filter(
            v =>
              !v.entity ||
              !v.class ||
              !v.language ||
              v.environment === false ||
              v.window === false,
          )
          .map(
            ({
              question: {
                id,
                text,
                entities: wanted,
                class: wantedClass,
                lang,
                window,
              },
              got,
            }) => ({
              id,
              text,
              wanted: {
                entities: wanted,
                class: wantedClass,
                language: lang,
                window,
              },
              got,
            }),
          ),
      },
      null,
      2,
    ),
  );
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
