const BLOCK_TAG =
  /<(\/?)(article|aside|center|details|div|dl|figure|footer|header|main|nav|ol|section|table|ul)\b([^>]*)>/gi;
const HEADING_TAG = /<h([1-6])\b([^>]*)>([\s\S]*?)<\/h\1>/gi;

/**
 * Keeps track of HTML on the level of a page.
 *
 * Python-Markdown leaves what stands in an HTML block as it is, `## …` too, unless the tag has the
 * attribute `markdown`. GitHub reads Markdown behind a blank line in any case.
 */
export class RawHtml {
  readonly #readsInside: boolean;
  readonly #open: Array<{ tag: string; raw: boolean }> = [];

  constructor(readsInside: boolean) {
    this.#readsInside = readsInside;
  }

  /** Whether Markdown that stands here is left as it is. */
  get isInside(): boolean {
    return this.#open.some(({ raw }) => raw);
  }

  /** Takes note of the tags of an HTML block, and returns the headings that are written in it. */
  see(html: string): Array<{ depth: number; text: string; id?: string }> {
    for (const [, slash, name, attributes] of html.matchAll(BLOCK_TAG)) {
      const tag = name.toLowerCase();
      if (slash) {
        const at = this.#open.findLastIndex(open => open.tag === tag);
        if (at >= 0) {
          this.#open.splice(at);
        }
      } else if (this.#open.length < 1000) {
        const raw =
          !this.#readsInside && !/\smarkdown(\s|=|$)/i.test(attributes);
        this.#open.push({ tag, raw });
      }
    }
    return [...html.matchAll(HEADING_TAG)].map(
      ([, depth, attributes, inner]) => {
        const id = /\sid\s*=\s*["']?([^"'\s>]+)/i.exec(attributes)?.[1];
        const text = inner
          .replace(/<[^>]*>/g, '')
          .replace(/\s+/g, ' ')
          .trim();
        return { depth: Number(depth), text, ...(id && { id }) };
      },
    );
  }
}
