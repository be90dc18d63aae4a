// Fits the weights of `answerabilityModels.ts` on the half of the questions that is not held out. JSON on stdout.
//   yarn run --silent bench:retrieve-fit
import { DEMO_DOCUMENTS, readTunedQuestions } from './demoQuestions';
import { fitLogistic, predict, type Sample } from './fitLogistic';
import { rankAll } from './rankAll';
import type { Ranked } from './rankPages';

const RIDGE = 0.01;
/** Share of the answerable questions of the training half that may be refused. */
const WRONG_REFUSALS = 0.045;
/** What needs no vectors. */
const WORDS = [
  'coverage',
  'known',
  'headings',
  'lexical',
  'foreign',
  'unknownName',
] as const;
const ALL = ['agreement', ...WORDS] as const;

async function main(): Promise<void> {
  const questions = (await readTunedQuestions()).filter(
    ({ heldOut }) => !heldOut,
  );
  const ranked = await rankAll(DEMO_DOCUMENTS, questions);
  process.stdout.write(
    `${JSON.stringify(
      { bundled: fit(ranked, ALL), wordsOnly: fit(ranked, WORDS) },
      null,
      2,
    )}\n`,
  );
}

function fit(
  ranked: readonly Ranked[],
  names: ReadonlyArray<(typeof ALL)[number]>,
) {
  const samples = ranked.flatMap(({ features, question }): Sample[] =>
    features
      ? [
          {
            features: names.map(name => features[name]),
            positive: question.expected?.length !== 0,
          },
        ]
      : [],
  );
  const weights = fitLogistic(samples, RIDGE);
  const probabilities = (positive: boolean) =>
    samples
      .filter(sample => sample.positive === positive)
      .map(({ features }) => predict(weights, features))
      .sort((a, b) => a - b);
  const answerable = probabilities(true);
  const threshold = answerable[Math.floor(answerable.length * WRONG_REFUSALS)];
  const unanswerable = probabilities(false);
  return {
    bias: round(weights[0]),
    weights: Object.fromEntries(
      names.map((name, i) => [name, round(weights[i + 1])]),
    ),
    threshold: round(threshold),
    recognised: round(
      unanswerable.filter(p => p < threshold).length / unanswerable.length,
    ),
  };
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
