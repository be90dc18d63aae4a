/** What SentencePiece writes for a space. */
export const SPACE_SYMBOL = '\u2581';

const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * SentencePiece's `nmt_nfkc` text normalisation: the longest matching source is replaced, runs of spaces become one,
 * spaces become {@link SPACE_SYMBOL}, and the text starts with one.
 *
 * The pairs are those of the model, not of the JavaScript engine's Unicode version, so the result never moves.
 *
 * @internal
 */
export class TextNormalizer {
  readonly #replacements: ReadonlyMap<string, string>;
  /** First UTF-16 unit of a source -\> length of the longest source that starts with it. */
  readonly #longest = new Map<number, number>();

  constructor(pairs: {
    sources: readonly string[];
    replacements: readonly string[];
  }) {
    this.#replacements = new Map(
      pairs.sources.map((source, i) => [source, pairs.replacements[i]]),
    );
    for (const source of pairs.sources) {
      const first = source.charCodeAt(0);
      this.#longest.set(
        first,
        Math.max(this.#longest.get(first) ?? 0, source.length),
      );
    }
  }

  /** Broken Unicode (lone surrogates) counts as U+FFFD. A text of nothing but spaces gives an empty string. */
  normalize(text: string): string {
    const wellFormed = text.replace(LONE_SURROGATE, '\ufffd');
    let output = '';
    for (let i = 0; i < wellFormed.length; ) {
      const source = this.#longestSource(wellFormed, i);
      output +=
        source === undefined ? wellFormed[i] : this.#replacements.get(source);
      i += source?.length ?? 1;
    }
    const spaced = output.replace(/ +/g, ' ').replace(/^ | $/g, '');
    return spaced && SPACE_SYMBOL + spaced.replaceAll(' ', SPACE_SYMBOL);
  }

  #longestSource(text: string, start: number): string | undefined {
    const longest = this.#longest.get(text.charCodeAt(start)) ?? 0;
    for (
      let length = Math.min(longest, text.length - start);
      length > 0;
      length--
    ) {
      const candidate = text.slice(start, start + length);
      if (this.#replacements.has(candidate)) {
        return candidate;
      }
    }
    return undefined;
  }
}
