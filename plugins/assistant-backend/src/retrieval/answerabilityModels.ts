import type { AnswerabilityModel } from './answerability';

/** With vectors of the bundled embedder. Fitted on the questions with odd ids; figures in `bench/results/retrieval.md`. */
const BUNDLED: AnswerabilityModel = {
  bias: -3.466,
  weights: {
    cosine: 4.152,
    coverage: 0.94,
    known: 3.765,
    foreign: -2.975,
    unknownName: -2.968,
    agreement: 1.06,
  },
  threshold: 0.5,
};

/** Without vectors, or with those of an embedder nobody has measured: words alone decide. */
const WORDS_ONLY: AnswerabilityModel = {
  bias: -1.192,
  weights: {
    cosine: 0,
    coverage: 2.016,
    known: 2.969,
    foreign: -1.973,
    unknownName: -2.912,
    agreement: 0,
  },
  threshold: 0.5,
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
