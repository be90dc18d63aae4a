import { mockServices } from '@backstage/backend-test-utils';
import type { SourceItem } from '@smart-assistant/backstage-plugin-assistant-node';
import { DEFAULT_READ_LIMITS, type TreeReader } from '../files';
import { type MarkdownFolder, MarkdownSource } from './MarkdownSource';

const folder = (id: string): MarkdownFolder => ({
  id,
  entityRef: `system:default/${id}`,
  location: { type: 'url', target: `https://github.com/shop/${id}/tree/main` },
});
const file = (path: string, content: string | Buffer) => ({
  path,
  content: Buffer.from(content),
});

function setUp(
  reads: Record<string, TreeReader['read']>,
  options: { maxDocuments?: number; hidden?: string[] } = {},
) {
  const controller = new AbortController();
  const logger = mockServices.logger.mock();
  const url: TreeReader = {
    read: jest.fn(async (target, readOptions) => {
      const id = target.split('/')[4];
      return reads[id](target, readOptions);
    }),
  };
  const source = new MarkdownSource({
    folders: Object.keys(reads).map(folder),
    readers: { url, dir: url },
    limits: {
      ...DEFAULT_READ_LIMITS,
      ...(options.maxDocuments && { maxDocuments: options.maxDocuments }),
    },
    readExposures: async () => ref =>
      options.hidden?.includes(ref) ? 'none' : 'full',
  });
  const read = async (knownEtags: Record<string, string> = {}) => {
    const items: SourceItem[] = [];
    for await (const item of source.read({
      knownEtags: new Map(Object.entries(knownEtags)),
      signal: controller.signal,
      logger,
    })) {
      items.push(item);
    }
    return items;
  };
  return { read, url, controller, logger };
}

const tree =
  (...files: Array<ReturnType<typeof file>>): TreeReader['read'] =>
  async () => ({ type: 'tree', etag: 'e-2', files, problems: [] });

describe('MarkdownSource, when not all is well', () => {
  it('goes on with the next folder behind one that cannot be read', async () => {
    const { read, logger } = setUp({
      broken: async () => {
        throw new Error('Request failed: 502');
      },
      whole: tree(file('a.md', '# A')),
    });
    const items = await read();
    expect(items.map(item => item.type)).toEqual([
      'failed',
      'document',
      'complete',
    ]);
    expect(items[0]).toEqual({
      type: 'failed',
      entityRef: 'system:default/broken',
      idPrefix: 'broken/',
      message: 'Request failed: 502',
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('takes a cancelled build for no failure', async () => {
    const { read, controller, logger } = setUp({
      a: async () => {
        controller.abort(new Error('cancelled'));
        throw new Error('socket closed');
      },
      b: tree(),
    });
    await expect(read()).rejects.toThrow('cancelled');
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('asks each folder with its own etag, and says what is unchanged', async () => {
    const { read, url } = setUp({
      a: async () => ({ type: 'unchanged' }),
      b: tree(file('b.md', '# B')),
    });
    const [first] = await read({ 'a/': 'e-1', 'other/': 'e-9' });
    expect(first).toEqual({
      type: 'unchanged',
      entityRef: 'system:default/a',
      idPrefix: 'a/',
      etag: 'e-1',
    });
    const [asked, without] = jest.mocked(url.read).mock.calls;
    expect(asked[1].knownEtag).toBe('e-1');
    expect(without[1]).not.toHaveProperty('knownEtag');
  });

  it('leaves out what is no text and what is too much, and says both', async () => {
    const { read } = setUp(
      {
        a: tree(
          file('1.md', Buffer.from([0x41, 0, 0x42])),
          file('2.md', '# Two'),
          file('3.md', '# Three'),
        ),
      },
      { maxDocuments: 2 },
    );
    const items = await read();
    expect(items.filter(({ type }) => type === 'document')).toHaveLength(1);
    expect(
      items.flatMap(item => (item.type === 'problem' ? [item.message] : [])),
    ).toEqual([
      expect.stringMatching(/^3 documents; only the first 2 are kept\./),
      '1.md is no text; give it another extension',
    ]);
  });

  it('does not even read a folder that must not be kept', async () => {
    const { read, url } = setUp(
      { a: tree(file('a.md', '# A')), b: tree(file('b.md', '# B')) },
      { hidden: ['system:default/a'] },
    );
    const items = await read();
    expect(items).toHaveLength(2);
    expect(url.read).toHaveBeenCalledTimes(1);
  });

  it('gives a page another revision with its words, its title or its address', async () => {
    const revisionOf = async (id: string, path: string, text: string) => {
      const [item] = await setUp({ [id]: tree(file(path, text)) }).read();
      return item.type === 'document' ? item.document.revision : undefined;
    };
    const revision = await revisionOf('a', 'x.md', '# X\n\ntext');
    expect(await revisionOf('a', 'x.md', '# X\n\ntext')).toBe(revision);
    expect(await revisionOf('a', 'x.md', '# X\n\nother')).not.toBe(revision);
    expect(await revisionOf('a', 'y.md', '# X\n\ntext')).not.toBe(revision);
    expect(await revisionOf('b', 'x.md', '# X\n\ntext')).not.toBe(revision);
  });
});
