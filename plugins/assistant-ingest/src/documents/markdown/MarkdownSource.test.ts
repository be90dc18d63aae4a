import { createMockDirectory } from '@backstage/backend-test-utils';
import { describeDocumentSource } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import type { SourceItem } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Exposure } from '@smart-assistant/backstage-plugin-assistant-common';
import { mockServices } from '@backstage/backend-test-utils';
import { rmSync, writeFileSync } from 'node:fs';
import {
  DEFAULT_READ_LIMITS,
  LocalTreeReader,
  type TreeReader,
} from '../files';
import { type MarkdownFolder, MarkdownSource } from './MarkdownSource';

const directory = createMockDirectory();
const limits = DEFAULT_READ_LIMITS;
const dir = new LocalTreeReader(limits);
const noReader: TreeReader = {
  read: async target => {
    throw new Error(`unexpected read of ${target}`);
  },
};

function create(
  folder: Partial<MarkdownFolder> = {},
  url: TreeReader = noReader,
  exposure: Exposure = 'full',
) {
  const folders: MarkdownFolder[] = [
    {
      id: 'handbook',
      entityRef: 'system:default/shop',
      location: { type: 'dir', target: directory.resolve('handbook') },
      ...folder,
    },
  ];
  return new MarkdownSource({
    folders,
    readers: { dir, url },
    limits,
    readExposures: async () => () => exposure,
  });
}

async function read(source: MarkdownSource): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  const { signal } = new AbortController();
  for await (const item of source.read({
    knownEtags: new Map(),
    signal,
    logger: mockServices.logger.mock(),
  })) {
    items.push(item);
  }
  return items;
}

beforeEach(() => {
  directory.setContent({
    handbook: {
      'README.md': '# Shop handbook\n\ntext\n',
      ru: { 'on-call.md': '---\ntitle: Дежурство\n---\nтекст\n' },
      'picture.png': 'no text',
    },
  });
});

describeDocumentSource('MarkdownSource', async () => ({
  source: create(),
  change: async () =>
    writeFileSync(directory.resolve('handbook/README.md'), '# Other\n'),
  fail: async () => rmSync(directory.resolve('handbook'), { recursive: true }),
}));

describe('MarkdownSource', () => {
  it('takes titles from the pages, and has no links for a folder of this machine', async () => {
    const items = await read(create());
    expect(
      items.map(item =>
        item.type === 'document'
          ? [item.document.id, item.document.title, item.document.url]
          : item.type,
      ),
    ).toEqual([
      ['handbook/README.md', 'Shop handbook', ''],
      ['handbook/ru/on-call.md', 'Дежурство', ''],
      'complete',
    ]);
  });

  it.each([
    [
      'https://github.com/shop/docs/tree/main/on-call',
      'https://github.com/shop/docs/blob/main/on-call/a/b%20c.md',
    ],
    [
      'https://gitlab.com/shop/docs/-/tree/main/on-call/',
      'https://gitlab.com/shop/docs/-/blob/main/on-call/a/b%20c.md',
    ],
  ])('links to the page of a repository: %s', async (target, expected) => {
    const url: TreeReader = {
      read: async () => ({
        type: 'tree',
        etag: '1',
        files: [{ path: 'a/b c.md', content: Buffer.from('text') }],
        problems: [],
      }),
    };
    const [first] = await read(
      create({ location: { type: 'url', target } }, url),
    );
    expect(first).toMatchObject({ document: { url: expected, title: 'b c' } });
  });

  it('does not read what must not be kept, so that it goes away', async () => {
    await expect(read(create({}, noReader, 'none'))).resolves.toEqual([]);
    await expect(read(create({}, noReader, 'metadata'))).resolves.toHaveLength(
      3,
    );
  });
});
