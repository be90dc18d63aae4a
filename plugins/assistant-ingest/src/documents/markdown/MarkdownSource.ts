import { stringifyError } from '@backstage/errors';
import type {
  DocumentReadOptions,
  DocumentSource,
  SourceDocument,
  SourceItem,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { createHash } from 'node:crypto';
import {
  decodeText,
  isMarkdown,
  type TreeFile,
  type TreeReader,
} from '../files';
import type { ReadLimits } from '../files';
import type { ReadExposures } from '../readExposures';
import { pageTitle } from '../techdocs/pageTitle';

/** A folder of Markdown, and the entity that it belongs to. */
export interface MarkdownFolder {
  id: string;
  entityRef: string;
  location: { type: 'dir' | 'url'; target: string };
}

export interface MarkdownSourceOptions {
  folders: readonly MarkdownFolder[];
  readers: Record<'dir' | 'url', TreeReader>;
  limits: ReadLimits;
  readExposures: ReadExposures;
}

/**
 * Folders and repositories of Markdown that are named in the configuration.
 *
 * A folder of an entity with the exposure `none` is not read, and what was read of it before goes
 * away with the next generation.
 */
export class MarkdownSource implements DocumentSource {
  readonly id = 'markdown';
  readonly #options: MarkdownSourceOptions;

  constructor(options: MarkdownSourceOptions) {
    this.#options = options;
  }

  async *read(options: DocumentReadOptions): AsyncGenerator<SourceItem> {
    const { folders, readExposures } = this.#options;
    const exposureOf = await readExposures(
      folders.map(({ entityRef }) => entityRef),
      options,
    );
    for (const folder of folders) {
      options.signal.throwIfAborted();
      if (exposureOf(folder.entityRef) !== 'none') {
        yield* await this.#readFolder(folder, options);
      }
    }
  }

  async #readFolder(
    folder: MarkdownFolder,
    { knownEtags, signal, logger }: DocumentReadOptions,
  ): Promise<SourceItem[]> {
    const { entityRef, location } = folder;
    const idPrefix = `${folder.id}/`;
    const knownEtag = knownEtags.get(idPrefix);
    try {
      const tree = await this.#options.readers[location.type].read(
        location.target,
        { accept: isMarkdown, ...(knownEtag && { knownEtag }), signal },
      );
      if (tree.type === 'unchanged') {
        return [
          { type: 'unchanged', entityRef, idPrefix, etag: knownEtag ?? '' },
        ];
      }
      const { documents, problems } = this.#toDocuments(folder, tree.files);
      return [
        ...[...tree.problems, ...problems].map(message => ({
          type: 'problem' as const,
          entityRef,
          message,
        })),
        ...documents.map(document => ({ type: 'document' as const, document })),
        { type: 'complete', entityRef, idPrefix, etag: tree.etag },
      ];
    } catch (error) {
      signal.throwIfAborted();
      logger.warn(`Documents of ${folder.id} cannot be read`, {
        error: stringifyError(error),
      });
      const message = error instanceof Error ? error.message : String(error);
      return [{ type: 'failed', entityRef, idPrefix, message }];
    }
  }

  #toDocuments(
    folder: MarkdownFolder,
    files: readonly TreeFile[],
  ): { documents: SourceDocument[]; problems: string[] } {
    const { maxDocuments } = this.#options.limits;
    const problems =
      files.length > maxDocuments
        ? [
            `${files.length} documents; only the first ${maxDocuments} are kept. Raise assistant.documents.limits.maxDocuments or split the folder`,
          ]
        : [];
    const documents = files.slice(0, maxDocuments).flatMap(file => {
      const markdown = decodeText(file.content);
      if (markdown === undefined) {
        problems.push(`${file.path} is no text; give it another extension`);
        return [];
      }
      return [toDocument(folder, file, markdown)];
    });
    return { documents, problems };
  }
}

function toDocument(
  { id, entityRef, location }: MarkdownFolder,
  file: TreeFile,
  markdown: string,
): SourceDocument {
  const { path, updatedAt } = file;
  const title = pageTitle({ path, markdown });
  const url = location.type === 'url' ? fileUrl(location.target, path) : '';
  return {
    id: `${id}/${path}`,
    entityRef,
    title,
    path: `${id}/${path}`,
    url,
    revision: createHash('sha256')
      .update(JSON.stringify([title, url, markdown]))
      .digest('hex')
      .slice(0, 32),
    markdown,
    ...(updatedAt && { updatedAt }),
    headingIds: { slugify: 'github', separator: '-', case: 'lower' },
  };
}

/** Page of a file in its repository; a folder's page is `tree` where a file's is `blob`. */
function fileUrl(folder: string, path: string): string {
  const url = new URL(folder);
  const base = url.pathname
    .replace(/\/(-\/)?tree\//, (_, dash = '') => `/${dash}blob/`)
    .replace(/\/$/, '');
  url.pathname = `${base}/${path.split('/').map(encodeURIComponent).join('/')}`;
  url.search = '';
  return url.toString();
}
