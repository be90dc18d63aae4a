import type { AnswerabilityModel } from './answerability';

/**
 * With vectors of the bundled embedder. Fitted by `yarn run --silent bench:retrieve-fit` on the
 * questions that are not held out; figures in `bench/results/retrieval.md`.
 */
const BUNDLED: AnswerabilityModel = {
  bias: -2.448,
  weights: {
    coverage: 0.975,
    known: 1.29,
    headings: 0.435,
    lexical: 1.769,
    foreign: -1.744,
    unknownName: -0.768,
    agreement: 0.517,
  },
  threshold: 0.431,
};

/** Without vectors, or with those of an embedder nobody has measured: words alone decide. */
const WORDS_ONLY: AnswerabilityModel = {
  bias: -2.344,
  weights: {
    coverage: 1.062,
    known: 1.251,
    headings: 0.525,
    lexical: 1.88,
    foreign: -1.772,
    unknownName: -0.742,
    agreement: 0,
  },
  threshold: 0.48,
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
