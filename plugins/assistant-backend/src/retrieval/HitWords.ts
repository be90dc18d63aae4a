import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import { LRUCache } from 'lru-cache';
import { contentStems, identifierTokens } from '../text/words';

type Part = Pick<ChunkHit, 'chunkId' | 'title' | 'headingPath' | 'body'>;

/** Characters of text whose words are kept: some 4,000 parts of pages, about 30 MB with their words. */
const MAX_CHARACTERS = 4_000_000;

/** What is compared with a question: title, headings and body. */
export function textOf(hit: Omit<Part, 'chunkId'>): string {
  return `${hit.title}\n${hit.headingPath.join('\n')}\n${hit.body}`;
}

/** Words of one text, each kind worked out when it is first asked for. */
class TextWords {
  readonly #text: string;
  #stems: ReadonlySet<string> | undefined;
  #identifiers: ReadonlySet<string> | undefined;
  #lower: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  get stems(): ReadonlySet<string> {
    this.#stems ??= contentStems(this.#text);
    return this.#stems;
  }

  get identifiers(): ReadonlySet<string> {
    this.#identifiers ??= identifierTokens(this.#text);
    return this.#identifiers;
  }

  get lower(): string {
    this.#lower ??= this.#text.toLocaleLowerCase('en-US');
    return this.#lower;
  }
}

/**
 * The same parts are candidates of many questions. The text itself is the key: what was worked out
 * can never belong to another version of a page.
 */
const knownTexts = new LRUCache<string, TextWords>({
  maxSize: MAX_CHARACTERS,
  maxEntrySize: 100_000,
  sizeCalculation: (_words, text) => text.length,
});

/** Words of the hits of one question. */
export class HitWords {
  readonly #byId = new Map<string, TextWords>();

  stems(hit: Part): ReadonlySet<string> {
    return this.#wordsOf(hit).stems;
  }

  identifiers(hit: Part): ReadonlySet<string> {
    return this.#wordsOf(hit).identifiers;
  }

  lower(hit: Part): string {
    return this.#wordsOf(hit).lower;
  }

  #wordsOf(hit: Part): TextWords {
    const found = this.#byId.get(hit.chunkId);
    if (found) {
      return found;
    }
    const text = textOf(hit);
    const words = knownTexts.get(text) ?? new TextWords(text);
    knownTexts.set(text, words);
    this.#byId.set(hit.chunkId, words);
    return words;
  }
}
