import { mockServices } from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import type { SourceItem } from '@smart-assistant/backstage-plugin-assistant-node';
import { DecisionSource } from './DecisionSource';

const entityRef = 'system:default/shop';
const idPrefix = `decisions:${entityRef}/`;
const files: Record<string, string> = {
  '0001-one-broker.md': '# One broker for all teams\n\nBecause two drift.\n',
  '0002-нет-тайтла.md': 'Решение без заголовка.\n',
};

function createSource(readTree = jest.fn()) {
  return new DecisionSource({
    url: 'https://github.com/shop/decisions/tree/main/docs',
    entityRef,
    urlReader: mockServices.urlReader.mock({ readTree }),
  });
}

function readTreeOf(contents: Record<string, string>) {
  return jest.fn().mockResolvedValue({
    etag: 'commit-1',
    files: async () =>
      Object.entries(contents).map(([path, text]) => ({
        path,
        content: async () => Buffer.from(text),
      })),
  });
}

async function read(
  source: DecisionSource,
  options: { etag?: string; signal?: AbortSignal } = {},
) {
  const items: SourceItem[] = [];
  for await (const item of source.read({
    knownEtags: new Map(options.etag ? [[idPrefix, options.etag]] : []),
    signal: options.signal ?? new AbortController().signal,
    logger: mockServices.logger.mock(),
  })) {
    items.push(item);
  }
  return items;
}

describe('DecisionSource', () => {
  it('hands over each decision with its title and link, then says it is complete', async () => {
    const readTree = readTreeOf(files);
    const [first, second, last, ...rest] = await read(createSource(readTree));

    expect(first).toMatchObject({
      type: 'document',
      document: {
        id: `${idPrefix}0001-one-broker.md`,
        entityRef,
        title: 'One broker for all teams',
        url: 'https://github.com/shop/decisions/tree/main/docs/0001-one-broker.md',
        markdown: files['0001-one-broker.md'],
      },
    });
    expect(second).toMatchObject({
      document: { title: '0002-нет-тайтла.md', entityRef },
    });
    expect(last).toEqual({
      type: 'complete',
      entityRef,
      idPrefix,
      etag: 'commit-1',
    });
    expect(rest).toEqual([]);
    const { filter } = readTree.mock.calls[0][1];
    expect([filter('a.md'), filter('a.png')]).toEqual([true, false]);
  });

  it('says that nothing changed since the etag it is given', async () => {
    const readTree = jest.fn().mockRejectedValue(new NotModifiedError());

    await expect(
      read(createSource(readTree), { etag: 'commit-1' }),
    ).resolves.toEqual([
      { type: 'unchanged', entityRef, idPrefix, etag: 'commit-1' },
    ]);
    expect(readTree.mock.calls[0][1]).toMatchObject({ etag: 'commit-1' });
  });

  it('keeps what there was when the repository cannot be read', async () => {
    const readTree = jest.fn().mockRejectedValue(new Error('502 Bad Gateway'));

    await expect(read(createSource(readTree))).resolves.toEqual([
      { type: 'failed', entityRef, idPrefix, message: '502 Bad Gateway' },
    ]);
  });

  it('ends with the reason of an abort, not with a failed site', async () => {
    const signal = AbortSignal.abort(new Error('build was cancelled'));

    await expect(
      read(createSource(readTreeOf(files)), { signal }),
    ).rejects.toThrow('build was cancelled');
  });
});
