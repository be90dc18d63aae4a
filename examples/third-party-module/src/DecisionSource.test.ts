import { mockServices } from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import type { SourceItem } from '@smart-assistant/backstage-plugin-assistant-node';
import { describeDocumentSource } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { DecisionSource } from './DecisionSource';

const url = 'https://github.com/shop/decisions/tree/main/docs';
const entityRef = 'system:default/shop';
const idPrefix = `decisions:${entityRef}/`;

/** A repository as a UrlReader shows it; its etag is its contents. */
function createRepository() {
  const files: Record<string, string> = {
    '0001-one-broker.md': '# One broker for all teams\n\nBecause two drift.\n',
    '0002-без-заголовка.md': 'Решение без заголовка.\n',
    'diagram.png': 'no text',
  };
  const readTree = jest.fn(
    async (
      _url: string,
      options: { etag?: string; filter?: (path: string) => boolean } = {},
    ) => {
      const etag = JSON.stringify(files);
      if (options.etag === etag) {
        throw new NotModifiedError();
      }
      return {
        etag,
        files: async () =>
          Object.entries(files)
            .filter(([path]) => options.filter?.(path) ?? true)
            .map(([path, text]) => ({
              path,
              content: async () => Buffer.from(text),
            })),
        archive: () => Promise.reject(new Error('not read as an archive')),
        dir: () => Promise.reject(new Error('not read as a folder')),
      };
    },
  );
  const urlReader = mockServices.urlReader.mock({ readTree });
  return {
    files,
    readTree,
    source: new DecisionSource({ url, entityRef, urlReader }),
  };
}

async function readAll(source: DecisionSource) {
  const items: SourceItem[] = [];
  for await (const item of source.read({
    knownEtags: new Map(),
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
  })) {
    items.push(item);
  }
  return items;
}

// what every source has to keep: ids, etags, failures, aborts
describeDocumentSource('DecisionSource', async () => {
  const { files, readTree, source } = createRepository();
  return {
    source,
    change: async () => {
      files['0001-one-broker.md'] += 'Two years later it still holds.\n';
    },
    fail: async () => {
      readTree.mockRejectedValue(new Error('502 Bad Gateway'));
    },
  };
});

describe('DecisionSource', () => {
  it('takes the title from the page, else the name of the file, and links to it', async () => {
    const { files, source } = createRepository();

    await expect(readAll(source)).resolves.toEqual([
      {
        type: 'document',
        document: expect.objectContaining({
          id: `${idPrefix}0001-one-broker.md`,
          entityRef,
          title: 'One broker for all teams',
          url: `${url}/0001-one-broker.md`,
          markdown: files['0001-one-broker.md'],
        }),
      },
      {
        type: 'document',
        document: expect.objectContaining({ title: '0002-без-заголовка.md' }),
      },
      { type: 'complete', entityRef, idPrefix, etag: expect.any(String) },
    ]);
  });

  it('says why a repository could not be read', async () => {
    const { readTree, source } = createRepository();
    readTree.mockRejectedValue(new Error('502 Bad Gateway'));

    await expect(readAll(source)).resolves.toEqual([
      { type: 'failed', entityRef, idPrefix, message: '502 Bad Gateway' },
    ]);
  });
});
