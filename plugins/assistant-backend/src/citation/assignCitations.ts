import type {
  Citation,
  NamedEntity,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import { LRUCache } from 'lru-cache';
import { fromMkdocs } from '../text/fromMkdocs';
import { plainText } from '../text/parseMarkdown';

/** Longest quote of a source. */
const SNIPPET = 260;

/** Snippets that are kept, by the text that they are of. */
const MAX_SNIPPETS = 4_000;
/** A longer part is no good part, and not worth its place. */
const MAX_KEPT_BODY = 8_000;

const knownSnippets = new LRUCache<string, string>({ max: MAX_SNIPPETS });

/** Taking the marks off a part means parsing it, and the same parts are cited again and again. */
function snippetOf(body: string): string {
  const known = knownSnippets.get(body);
  if (known !== undefined) {
    return known;
  }
  const text = plainText(fromMkdocs(body));
  const snippet =
    text.length > SNIPPET
      ? `${text.slice(0, SNIPPET).replace(/\s+\S*$/, '')}…`
      : text;
  if (body.length <= MAX_KEPT_BODY) {
    knownSnippets.set(body, snippet);
  }
  return snippet;
}

/** The deep link to the heading that a part stands under. */
export function linkOf(part: Pick<ChunkHit, 'url' | 'anchor'>): string {
  return part.anchor ? `${part.url}#${part.anchor}` : part.url;
}

/** A source as the reader sees it, before it has a number. */
export function sourceOfChunk(
  part: ChunkHit,
  entities: readonly NamedEntity[] = [],
): Omit<Citation, 'number'> {
  return {
    kind: 'document',
    title: part.title,
    headingPath: [...part.headingPath],
    url: linkOf(part),
    entityRef: part.entityRef,
    entityTitle: entities.find(entity => entity.entityRef === part.entityRef)
      ?.title,
    language: part.language,
    snippet: snippetOf(part.body),
    at: part.updatedAt?.toISOString(),
  };
}

/**
 * Numbers the sources of one answer in the order of their first use.
 *
 * Only what was found gets a number: a source cannot be invented here.
 */
export class CitationRegistry {
  readonly #citations: Citation[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #entities: readonly NamedEntity[];

  constructor(options: { entities?: readonly NamedEntity[] } = {}) {
    this.#entities = options.entities ?? [];
  }

  /** The number of a part; parts under one heading share it. */
  cite(part: ChunkHit): number {
    const key = linkOf(part);
    // taking a snippet costs something, and most parts are cited more than once
    const known = this.#numbers.get(key);
    if (known !== undefined) {
      return known;
    }
    return this.citeSource(key, sourceOfChunk(part, this.#entities));
  }

  /** The number of a thing that is no part of a document, known by a key of its own. */
  citeSource(key: string, source: Omit<Citation, 'number'>): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) {
      return known;
    }
    const number = this.#citations.length + 1;
    this.#numbers.set(key, number);
    this.#citations.push({ number, ...source });
    return number;
  }

  get citations(): readonly Citation[] {
    return this.#citations;
  }
}
