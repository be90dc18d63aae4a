/** Longest piece that is held back; a model that never ends a sentence must not fill the memory. */
const MAX_HELD = 4_000;

/** The end of a sentence with the marks behind it, once something else follows. */
const END = /[.!?…]["»”)\]]*(?:\s*\[\^?P?\d{1,3}\])*(?=\s+[^\s[])|\n+/g;

/**
 * Cuts streamed text into sentences, lines and whole code blocks, so that each can be checked before
 * it is shown. Joined, the pieces are the text.
 */
export class SentenceStream {
  #held = '';

  push(text: string): string[] {
    this.#held += text;
    const pieces: string[] = [];
    for (let piece = this.#next(); piece; piece = this.#next()) {
      pieces.push(piece);
    }
    return pieces;
  }

  /** What is left at the end of the stream. */
  flush(): string[] {
    const rest = this.#held;
    this.#held = '';
    return rest.trim() ? [rest] : [];
  }

  #next(): string | undefined {
    const fence = this.#held.match(/^\s*```/);
    const end = fence ? this.#endOfFence() : this.#endOfSentence();
    if (end === undefined) {
      return this.#held.length > MAX_HELD ? this.#cut(MAX_HELD) : undefined;
    }
    return this.#cut(end);
  }

  #endOfFence(): number | undefined {
    const match = /^\s*```[^\n]*\n[\s\S]*?\n\s*```[^\n]*\n/.exec(this.#held);
    return match ? match[0].length : undefined;
  }

  #endOfSentence(): number | undefined {
    END.lastIndex = 0;
    for (
      let match = END.exec(this.#held);
      match;
      match = END.exec(this.#held)
    ) {
      const end = match.index + match[0].length;
      // a point inside of an inline code ends nothing
      if ((this.#held.slice(0, end).match(/`/g)?.length ?? 0) % 2 === 0) {
        return end;
      }
    }
    return undefined;
  }

  #cut(end: number): string {
    const piece = this.#held.slice(0, end);
    this.#held = this.#held.slice(end);
    return piece;
  }
}
