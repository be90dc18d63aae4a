const SMOOTHING = 0.1;
/** Letters of the larger alphabet with the word boundary. */
const ALPHABET = 34;

/** Probability of letter pairs, learnt from words: enough to tell a word from a wrong layout. */
export class LetterModel {
  readonly #pairs = new Map<string, number>();
  readonly #firsts = new Map<string, number>();

  static fromWords(words: Iterable<string>): LetterModel {
    const model = new LetterModel();
    for (const word of words) {
      model.#learn(`^${word}$`);
    }
    return model;
  }

  private constructor() {}

  #learn(text: string) {
    for (let i = 0; i + 1 < text.length; i++) {
      const pair = text.slice(i, i + 2);
      this.#pairs.set(pair, (this.#pairs.get(pair) ?? 0) + 1);
      this.#firsts.set(text[i], (this.#firsts.get(text[i]) ?? 0) + 1);
    }
  }

  /** Mean log probability of the letter pairs, about -2.5 for words and -5 for noise. */
  score(word: string): number {
    const text = `^${word}$`;
    let sum = 0;
    for (let i = 0; i + 1 < text.length; i++) {
      const pair = this.#pairs.get(text.slice(i, i + 2)) ?? 0;
      const first = this.#firsts.get(text[i]) ?? 0;
      sum += Math.log((pair + SMOOTHING) / (first + SMOOTHING * ALPHABET));
    }
    return sum / (text.length - 1);
  }
}
