import type { AnswerabilityModel } from './answerability';

/**
 * With vectors of the bundled embedder. Fitted by `yarn run --silent bench:retrieve-fit` on the
 * questions that are not held out; figures in `bench/results/retrieval.md`.
 */
const BUNDLED: AnswerabilityModel = {
  bias: -2.499,
  weights: {
    coverage: 1.025,
    known: 1.27,
    headings: 0.459,
    lexical: 1.797,
    foreign: -1.786,
    unknownName: -0.752,
    agreement: 0.536,
  },
  threshold: 0.42,
};

/** Without vectors, or with those of an embedder nobody has measured: words alone decide. */
const WORDS_ONLY: AnswerabilityModel = {
  bias: -2.38,
  weights: {
    coverage: 1.118,
    known: 1.222,
    headings: 0.549,
    lexical: 1.916,
    foreign: -1.815,
    unknownName: -0.716,
    agreement: 0,
  },
  threshold: 0.482,
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
