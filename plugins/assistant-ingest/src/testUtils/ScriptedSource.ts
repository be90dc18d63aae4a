import type {
  DocumentReadOptions,
  DocumentSource,
  SourceDocument,
  SourceItem,
} from '@smart-assistant/backstage-plugin-assistant-node';

/** A source that yields what a test puts in, and remembers the etags that it was given. */
export class ScriptedSource implements DocumentSource {
  items: SourceItem[] = [];
  /** Thrown behind the items. */
  failure: Error | undefined;
  knownEtags: ReadonlyMap<string, string> = new Map();
  /** Called before each item. */
  before: (item: SourceItem) => Promise<void> | void = () => {};

  constructor(readonly id = 'scripted') {}

  async *read({ knownEtags }: DocumentReadOptions): AsyncGenerator<SourceItem> {
    this.knownEtags = knownEtags;
    for (const item of this.items) {
      await this.before(item);
      yield item;
    }
    if (this.failure) {
      throw this.failure;
    }
  }

  /** Makes each site complete with pages of the given texts. */
  setSites(sites: Record<string, string[]>, etag?: string): void {
    this.items = Object.entries(sites).flatMap(([name, texts]) =>
      site(name, texts, etag),
    );
  }
}

export function site(
  name: string,
  texts: string[],
  etag?: string,
): SourceItem[] {
  const entityRef = `component:default/${name}`;
  return [
    ...texts.map((text, i) => ({
      type: 'document' as const,
      document: page(entityRef, i, text),
    })),
    {
      type: 'complete',
      entityRef,
      idPrefix: `${entityRef}/`,
      ...(etag && { etag }),
    },
  ];
}

const page = (entityRef: string, i: number, text: string): SourceDocument => ({
  id: `${entityRef}/${i}.md`,
  entityRef,
  title: `Page ${i}`,
  path: `${i}.md`,
  url: `/docs/${i}`,
  revision: text,
  markdown: text,
  headingIds: { slugify: 'mkdocs', separator: '-', case: 'lower' },
});
