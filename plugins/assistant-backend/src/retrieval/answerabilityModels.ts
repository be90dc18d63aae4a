import type { AnswerabilityModel } from './answerability';

/**
 * With vectors of the bundled embedder. Fitted by `yarn run --silent bench:retrieve-fit` on the
 * questions that are not held out; figures in `bench/results/retrieval.md`.
 */
const BUNDLED: AnswerabilityModel = {
  bias: -2.428,
  weights: {
    coverage: 1.013,
    known: 1.241,
    headings: 0.481,
    lexical: 1.747,
    foreign: -1.844,
    unknownName: -0.821,
    agreement: 0.51,
  },
  threshold: 0.42,
};

/** Without vectors, or with those of an embedder nobody has measured: words alone decide. */
const WORDS_ONLY: AnswerabilityModel = {
  bias: -2.31,
  weights: {
    coverage: 1.101,
    known: 1.194,
    headings: 0.569,
    lexical: 1.856,
    foreign: -1.877,
    unknownName: -0.794,
    agreement: 0,
  },
  threshold: 0.44,
};

/** The model that was fitted for an embedder, by its id. */
export function answerabilityModelOf(
  embedder: string,
  dense: boolean,
): AnswerabilityModel {
  return dense && embedder.startsWith('use-multilingual-v3-enru')
    ? BUNDLED
    : WORDS_ONLY;
}
