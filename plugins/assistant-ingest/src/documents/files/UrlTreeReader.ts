import type {
  UrlReaderService,
  UrlReaderServiceReadTreeResponse,
} from '@backstage/backend-plugin-api';
import type {
  TreeFile,
  TreeReader,
  TreeReadOptions,
  TreeReadResult,
} from './FileTree';
import type { ReadLimits } from './limits';
import { tooLarge } from './LocalTreeReader';
import { withDeadline } from './withDeadline';

/** Reads a folder of a repository through Backstage's URL readers, with the portal's integrations. */
export class UrlTreeReader implements TreeReader {
  readonly #reader: UrlReaderService;
  readonly #limits: ReadLimits;

  constructor(reader: UrlReaderService, limits: ReadLimits) {
    this.#reader = reader;
    this.#limits = limits;
  }

  async read(
    target: string,
    { accept, knownEtag, signal }: TreeReadOptions,
  ): Promise<TreeReadResult> {
    const problems: string[] = [];
    const { maxDocumentBytes, timeoutMs } = this.#limits;
    // not every reader heeds the signal
    return await withDeadline(
      { signal, timeoutMs, what: target },
      async bound => {
        let tree: UrlReaderServiceReadTreeResponse;
        try {
          tree = await this.#reader.readTree(target, {
            ...(knownEtag && { etag: knownEtag }),
            signal: bound,
            filter: (path, info) => {
              if (!accept(path)) {
                return false;
              }
              const size = info?.size ?? 0;
              if (size > maxDocumentBytes) {
                problems.push(tooLarge(path, size, maxDocumentBytes));
                return false;
              }
              return true;
            },
          });
        } catch (error) {
          if (error instanceof Error && error.name === 'NotModifiedError') {
            return { type: 'unchanged' };
          }
          throw error;
        }
        const files: TreeFile[] = [];
        for (const file of await tree.files()) {
          bound.throwIfAborted();
          const content = await file.content();
          // readers that do not know the size beforehand
          if (content.length > maxDocumentBytes) {
            problems.push(
              tooLarge(file.path, content.length, maxDocumentBytes),
            );
          } else {
            files.push({
              path: file.path.replaceAll('\\', '/'),
              content,
              ...(file.lastModifiedAt && { updatedAt: file.lastModifiedAt }),
            });
          }
        }
        files.sort((a, b) => (a.path < b.path ? -1 : 1));
        return { type: 'tree', etag: tree.etag, files, problems };
      },
    );
  }
}
