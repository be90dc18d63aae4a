/**
 * Every figure of the template miner. Chosen while looking at the 2,000-line samples of loghub and frozen;
 * `bench/results/templates.md` has the sensitivity.
 */
export const MINER = Object.freeze({
  /** A place with more different words than this, all else equal, is a variable. */
  wordsOfOnePlace: 4,
  /** A template keeps at least this many words: `<*> failed` would swallow too much. */
  wordsLeft: 2,
  templates: 5_000,
  /** Exact lines whose template is remembered. */
  lines: 20_000,
  /** Longer lines are not remembered: 20,000 of them stay below 20 MB. */
  rememberedLength: 512,
  /** How much is forgotten at once when there are too many templates. */
  evictedShare: 0.1,
});
