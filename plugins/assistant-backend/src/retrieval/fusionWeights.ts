import type { Language } from '@smart-assistant/backstage-plugin-assistant-common';

/** How much the two searches count, for a question in one language and a page in the same or another one. */
export interface PairWeights {
  dense: number;
  /** BM25; across languages only identifiers and the words of the glossary meet. */
  lexical: number;
}

export interface FusionWeights {
  sameLanguage: Readonly<Record<Language, PairWeights>>;
  crossLanguage: PairWeights;
}

/**
 * Weights per embedder, measured by `yarn run --silent bench:retrieve-eval`; the figures stand in
 * `bench/results/retrieval.md`. Without the glossary's words BM25 only subtracts across languages.
 */
const WEIGHTS: ReadonlyArray<{ embedder: RegExp; weights: FusionWeights }> = [
  {
    embedder: /^use-multilingual-v3-enru/,
    weights: {
      sameLanguage: {
        en: { dense: 0.5, lexical: 0.5 },
        ru: { dense: 0.6, lexical: 0.4 },
      },
      crossLanguage: { dense: 1, lexical: 0.5 },
    },
  },
];

/** For embedders that nobody has measured yet: the middle that literature gives for strong ones. */
const UNMEASURED: FusionWeights = {
  sameLanguage: {
    en: { dense: 0.5, lexical: 0.5 },
    ru: { dense: 0.5, lexical: 0.5 },
  },
  crossLanguage: { dense: 1, lexical: 0.5 },
};

/** The weights for an embedder by its id. */
export function fusionWeightsOf(embedder: string): FusionWeights {
  return (
    WEIGHTS.find(entry => entry.embedder.test(embedder))?.weights ?? UNMEASURED
  );
}
