import type { AnswerabilityModel } from './answerability';

/** With vectors of the bundled embedder. Fitted on the questions with odd ids; figures in `bench/results/retrieval.md`. */
const BUNDLED: AnswerabilityModel = {
  bias: -3,
  cosine: 3,
  standsOut: 4,
  coverage: 3,
  known: 1.5,
  foreign: -3,
  threshold: 0.5,
};

/** Without vectors, or with those of an embedder nobody has measured: words alone decide. */
const WORDS_ONLY: AnswerabilityModel = {
  bias: -2,
  cosine: 0,
  standsOut: 0,
  coverage: 4,
  known: 1.5,
  foreign: -3,
  threshold: 0.5,
};

/** The model that was fitted for an embedder, by its id. */
export function answerabilityModelOf(embedder: string, dense: boolean): AnswerabilityModel {
  return dense && embedder.startsWith('use-multilingual-v3-enru') ? BUNDLED : WORDS_ONLY;
}
