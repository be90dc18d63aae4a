import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import {
  DEFAULT_READ_LIMITS,
  isMarkdown,
  LocalTreeReader,
  UrlTreeReader,
} from '.';

const { signal } = new AbortController();
const target = 'https://github.com/shop/docs/tree/main/';

describe('UrlTreeReader', () => {
  const readTree = jest.fn();
  const reader = new UrlTreeReader(mockServices.urlReader.mock({ readTree }), {
    ...DEFAULT_READ_LIMITS,
    timeoutMs: 200,
  });
  const tree = (files: Array<Record<string, unknown>>) => ({
    etag: 'e',
    files: async () => files,
  });
  const read = (options: { signal?: AbortSignal } = {}) =>
    reader.read(target, { accept: isMarkdown, signal, ...options });

  beforeEach(() => readTree.mockReset());

  it('gives the files in an order of their own, with slashes', async () => {
    readTree.mockResolvedValue(
      tree(
        ['b.md', 'a\\c.md', 'a/b.md'].map(path => ({
          path,
          content: async () => Buffer.from(path),
        })),
      ),
    );
    const result = await read();
    expect(result.type === 'tree' && result.files.map(f => f.path)).toEqual([
      'a/b.md',
      'a/c.md',
      'b.md',
    ]);
    // a reader that does not know when a file changed
    expect(result.type === 'tree' && result.files[0]).not.toHaveProperty(
      'updatedAt',
    );
  });

  it.each([
    new NotFoundError('No such repository.'),
    new Error('Request failed: 500'),
  ])('passes on why a repository cannot be read: %s', async error => {
    readTree.mockRejectedValue(error);
    await expect(read()).rejects.toBe(error);
  });

  it('fails as a whole when one file cannot be read: half a site is none', async () => {
    readTree.mockResolvedValue(
      tree([
        { path: 'a.md', content: async () => Buffer.from('a') },
        {
          path: 'b.md',
          content: async () => {
            throw new Error('The archive is cut off.');
          },
        },
      ]),
    );
    await expect(read()).rejects.toThrow('The archive is cut off.');
  });

  it('knows "not modified" by name, for another copy of the class may throw it', async () => {
    class Other extends Error {
      override name = 'NotModifiedError';
    }
    readTree.mockRejectedValue(new Other());
    await expect(read()).resolves.toEqual({ type: 'unchanged' });
    readTree.mockRejectedValue(new NotModifiedError());
    await expect(read()).resolves.toEqual({ type: 'unchanged' });
  });

  it('ends at once with a build that was cancelled', async () => {
    readTree.mockImplementation(() => new Promise(() => {}));
    const controller = new AbortController();
    const reading = read({ signal: controller.signal });
    await Promise.resolve();
    controller.abort(new Error('cancelled'));
    await expect(reading).rejects.toThrow('cancelled');
    // the reader was told as well
    expect(readTree.mock.calls[0][1].signal.aborted).toBe(true);
    await expect(read({ signal: controller.signal })).rejects.toThrow(
      'cancelled',
    );
    expect(readTree).toHaveBeenCalledTimes(1);
  });

  it('ends with a file that never comes', async () => {
    readTree.mockResolvedValue(
      tree([{ path: 'a.md', content: () => new Promise(() => {}) }]),
    );
    await expect(read()).rejects.toThrow(/did not answer within 1 s/);
  });
});

describe('LocalTreeReader', () => {
  const directory = createMockDirectory();
  const reader = new LocalTreeReader(DEFAULT_READ_LIMITS);
  const read = (options: { knownEtag?: string; signal?: AbortSignal } = {}) =>
    reader.read(directory.resolve('docs'), {
      accept: isMarkdown,
      signal,
      ...options,
    });
  const etagOf = async () => {
    const result = await read();
    return result.type === 'tree' ? result.etag : '';
  };

  beforeEach(() => {
    directory.setContent({
      docs: {
        'a.md': 'one',
        'b.MARKDOWN': 'two',
        'c.txt': 'no',
        '.git': { 'x.md': 'no' },
      },
    });
  });

  it('takes Markdown only, whatever case its ending has, and passes over .git', async () => {
    await expect(read()).resolves.toMatchObject({
      files: [{ path: 'a.md' }, { path: 'b.MARKDOWN' }],
      problems: [],
    });
  });

  it('does not take a fresh checkout for a change', async () => {
    const etag = await etagOf();
    utimesSync(directory.resolve('docs/a.md'), new Date(), new Date());
    await expect(read({ knownEtag: etag })).resolves.toEqual({
      type: 'unchanged',
    });
  });

  it('sees that text moved from one file to the next', async () => {
    const etag = await etagOf();
    writeFileSync(directory.resolve('docs/a.md'), 'onetwo');
    writeFileSync(directory.resolve('docs/b.MARKDOWN'), '');
    expect(await etagOf()).not.toBe(etag);
  });

  it('does not care about files that are no documents', async () => {
    const etag = await etagOf();
    writeFileSync(directory.resolve('docs/c.txt'), 'changed');
    expect(await etagOf()).toBe(etag);
  });

  it('does not follow the folder itself when it is a link', async () => {
    directory.setContent({ real: { 'a.md': 'a' } });
    symlinkSync(directory.resolve('real'), directory.resolve('docs'));
    await expect(read()).rejects.toThrow('links are not followed');
  });

  it('stops in the middle of a folder when it is cancelled', async () => {
    const controller = new AbortController();
    controller.abort(new Error('cancelled'));
    await expect(read({ signal: controller.signal })).rejects.toThrow(
      'cancelled',
    );
  });
});
