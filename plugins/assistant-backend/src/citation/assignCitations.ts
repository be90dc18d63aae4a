import type {
  Citation,
  NamedEntity,
} from '@smart-assistant/backstage-plugin-assistant-common';
import type { ChunkHit } from '@smart-assistant/backstage-plugin-assistant-node';
import { fromMkdocs } from '../text/fromMkdocs';
import { plainText } from '../text/parseMarkdown';

/** Longest quote of a source. */
const SNIPPET = 260;

/** The deep link to the heading that a part stands under. */
export function linkOf(part: Pick<ChunkHit, 'url' | 'anchor'>): string {
  return part.anchor ? `${part.url}#${part.anchor}` : part.url;
}

/** A source as the reader sees it, before it has a number. */
export function sourceOfChunk(
  part: ChunkHit,
  entities: readonly NamedEntity[] = [],
): Omit<Citation, 'number'> {
  const text = plainText(fromMkdocs(part.body));
  return {
    kind: 'document',
    title: part.title,
    headingPath: [...part.headingPath],
    url: linkOf(part),
    entityRef: part.entityRef,
    entityTitle: entities.find(entity => entity.entityRef === part.entityRef)
      ?.title,
    language: part.language,
    snippet:
      text.length > SNIPPET
        ? `${text.slice(0, SNIPPET).replace(/\s+\S*$/, '')}…`
        : text,
    at: part.updatedAt?.toISOString(),
  };
}

/**
 * Numbers the sources of one answer in the order of their first use.
 *
 * Only a part that was found gets a number: a source cannot be invented here.
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
    const known = this.#numbers.get(key);
    if (known !== undefined) {
      return known;
    }
    const number = this.#citations.length + 1;
    this.#numbers.set(key, number);
    this.#citations.push({ number, ...sourceOfChunk(part, this.#entities) });
    return number;
  }

  get citations(): readonly Citation[] {
    return this.#citations;
  }
}
