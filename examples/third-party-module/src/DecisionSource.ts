import type {
  UrlReaderService,
  UrlReaderServiceReadTreeResponseFile,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  DocumentReadOptions,
  DocumentSource,
  SourceDocument,
  SourceItem,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { createHash } from 'node:crypto';
import type { DecisionsOptions } from './config';

const TITLE = /^#\s+(.+?)\s*$/m;

/** Architecture decisions: a folder of Markdown files in a repository. */
export class DecisionSource implements DocumentSource {
  readonly id = 'decisions';
  readonly #options: DecisionsOptions & { urlReader: UrlReaderService };

  constructor(options: DecisionsOptions & { urlReader: UrlReaderService }) {
    this.#options = options;
  }

  async *read(options: DocumentReadOptions): AsyncIterable<SourceItem> {
    const { url, entityRef, urlReader } = this.#options;
    const site = { entityRef, idPrefix: `decisions:${entityRef}/` };
    const known = options.knownEtags.get(site.idPrefix);
    try {
      const tree = await urlReader.readTree(url, {
        etag: known,
        filter: path => path.endsWith('.md'),
        signal: options.signal,
      });
      for (const file of await tree.files()) {
        options.signal.throwIfAborted();
        yield {
          type: 'document',
          document: await this.#toDocument(file, site.idPrefix),
        };
      }
      yield { type: 'complete', ...site, etag: tree.etag };
    } catch (caught) {
      options.signal.throwIfAborted();
      const error = toError(caught);
      yield error.name === 'NotModifiedError' && known
        ? { type: 'unchanged', ...site, etag: known }
        : { type: 'failed', ...site, message: error.message };
    }
  }

  async #toDocument(
    file: UrlReaderServiceReadTreeResponseFile,
    idPrefix: string,
  ): Promise<SourceDocument> {
    const markdown = (await file.content()).toString('utf8');
    return {
      id: `${idPrefix}${file.path}`,
      entityRef: this.#options.entityRef,
      title: TITLE.exec(markdown)?.[1] ?? file.path,
      path: file.path,
      url: `${this.#options.url}/${file.path}`,
      revision: createHash('sha256').update(markdown).digest('hex'),
      markdown,
      updatedAt: file.lastModifiedAt,
      headingIds: { slugify: 'github', separator: '-', case: 'lower' },
    };
  }
}
