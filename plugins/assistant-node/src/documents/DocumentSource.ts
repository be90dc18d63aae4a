import type { LoggerService } from '@backstage/backend-plugin-api';

/** Who may read a document beside what its entity says; `undefined` = whoever may read the entity. @public */
export type Audience = readonly string[];

/**
 * A document as a source hands it over.
 *
 * @public
 */
export interface SourceDocument {
  /** Stable id within the source, e.g. `component:default/checkout/crash-loop.md`. */
  id: string;
  /** Entity that the document belongs to; whoever may not read it never sees the document. */
  entityRef: string;
  /** Users and groups that may read it, if fewer than may read the entity. */
  audience?: Audience;
  /** Title as people know it. */
  title: string;
  /** Path below the folder of the documents, e.g. `checkout/docs/crash-loop.md`. */
  path: string;
  /** Link that opens the document in the portal, without the `#heading`. */
  url: string;
  /** Changes whenever the text does. */
  revision: string;
  /** Markdown text. */
  markdown: string;
  /** When it was last changed, if the source knows. */
  updatedAt?: Date;
  /** How the page's generator turns a heading into an id. */
  headingIds: HeadingIdScheme;
}

/** Rules for ids of headings; `mkdocs` is the default slugify of Python-Markdown, `unicode` keeps letters. @public */
export type HeadingIdScheme = {
  slugify: 'mkdocs' | 'unicode' | 'github';
  separator: string;
  case: 'lower' | 'none';
};

/** What a source says about one site, so that unchanged ones cost nothing. @public */
export type SourceItem =
  | { type: 'document'; document: SourceDocument }
  /** Everything whose id starts with `idPrefix` is as it was in the active generation. */
  | { type: 'unchanged'; entityRef: string; idPrefix: string; etag: string }
  /** The site was read completely; what it no longer has is gone. */
  | { type: 'complete'; entityRef: string; idPrefix: string; etag?: string }
  /** It could not be read: keep what there was, and say so. */
  | { type: 'failed'; entityRef: string; idPrefix: string; message: string }
  /** Something was left out, and the rest was read; `message` names it and says what to do. */
  | { type: 'problem'; entityRef: string; message: string };

/** @public */
export interface DocumentReadOptions {
  /** Etag per id prefix of the active generation. */
  knownEtags: ReadonlyMap<string, string>;
  signal: AbortSignal;
  logger: LoggerService;
}

/**
 * Yields the documents of one system.
 *
 * A failed or empty read never deletes: only `complete` lets documents go.
 * @public
 */
export interface DocumentSource {
  /** Short name, unique among the sources, e.g. `techdocs`. */
  readonly id: string;
  read(options: DocumentReadOptions): AsyncIterable<SourceItem>;
}
