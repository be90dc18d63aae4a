import {
  createMockDirectory,
  mockServices,
} from '@backstage/backend-test-utils';
import { NotModifiedError } from '@backstage/errors';
import { mkdirSync, writeFileSync } from 'node:fs';
import {
  decodeText,
  DEFAULT_READ_LIMITS,
  isMarkdown,
  LocalTreeReader,
  mapConcurrently,
  UrlTreeReader,
} from '.';
import { withDeadline } from './withDeadline';

const { signal } = new AbortController();
const limits = { ...DEFAULT_READ_LIMITS, maxDocumentBytes: 10, timeoutMs: 100 };

describe('UrlTreeReader', () => {
  const file = (path: string, text: string) => ({
    path,
    content: async () => Buffer.from(text),
    lastModifiedAt: new Date(0),
  });
  const readTree = jest.fn();
  const reader = new UrlTreeReader(
    mockServices.urlReader.mock({ readTree }),
    limits,
  );
  const read = (knownEtag?: string) =>
    reader.read('https://github.com/a/b', {
      accept: isMarkdown,
      signal,
      ...(knownEtag && { knownEtag }),
    });

  it('asks only for what is wanted and small enough', async () => {
    readTree.mockImplementation(async (_url, { filter }) => {
      expect([
        filter('a.md', { size: 5 }),
        filter('a.png', { size: 5 }),
        filter('b.md', { size: 11 }),
      ]).toEqual([true, false, false]);
      return {
        etag: 'e',
        files: async () => [file('c.md', '12345678901'), file('a.md', 'text')],
      };
    });
    await expect(read()).resolves.toEqual({
      type: 'tree',
      etag: 'e',
      files: [
        { path: 'a.md', content: Buffer.from('text'), updatedAt: new Date(0) },
      ],
      problems: [
        expect.stringContaining('b.md'),
        expect.stringContaining('c.md'),
      ],
    });
    expect(readTree.mock.calls[0][1]).not.toHaveProperty('etag');
  });

  it('hands the etag on, and knows the answer', async () => {
    readTree.mockRejectedValue(new NotModifiedError());
    await expect(read('e')).resolves.toEqual({ type: 'unchanged' });
    expect(readTree).toHaveBeenLastCalledWith(
      'https://github.com/a/b',
      expect.objectContaining({ etag: 'e' }),
    );
  });

  it('does not wait for a repository that hangs', async () => {
    readTree.mockImplementation(() => new Promise(() => {}));
    await expect(read()).rejects.toThrow(
      'https://github.com/a/b did not answer within 1 s',
    );
  });
});

describe('LocalTreeReader', () => {
  const directory = createMockDirectory();
  const reader = new LocalTreeReader(limits);
  const read = (path: string, knownEtag?: string) =>
    reader.read(directory.resolve(path), {
      accept: isMarkdown,
      signal,
      ...(knownEtag && { knownEtag }),
    });

  it('knows by content whether something changed', async () => {
    directory.setContent({
      docs: {
        'a.md': 'a',
        sub: { 'b.md': 'b' },
        node_modules: { 'c.md': 'c' },
      },
    });
    const first = await read('docs');
    expect(first).toMatchObject({
      files: [{ path: 'a.md' }, { path: 'sub/b.md' }],
    });
    const etag = first.type === 'tree' ? first.etag : '';
    writeFileSync(directory.resolve('docs/a.md'), 'a');
    await expect(read('docs', etag)).resolves.toEqual({ type: 'unchanged' });
    writeFileSync(directory.resolve('docs/a.md'), 'b');
    await expect(read('docs', etag)).resolves.toMatchObject({ type: 'tree' });
  });

  it('says what is wrong with the folder', async () => {
    directory.setContent({ 'a.md': 'a' });
    await expect(read('missing')).rejects.toThrow('Cannot read the folder');
    await expect(read('a.md')).rejects.toThrow('is no folder');
  });

  it('does not go down for ever', async () => {
    directory.setContent({ docs: {} });
    mkdirSync(directory.resolve(`docs/${'d/'.repeat(30)}`), {
      recursive: true,
    });
    await expect(read('docs')).resolves.toMatchObject({
      problems: [expect.stringContaining('nested deeper than 20')],
    });
  });
});

describe('decodeText', () => {
  it.each<[string, number[], string | undefined]>([
    ['text', [0x61], 'a'],
    ['a byte order mark', [0xef, 0xbb, 0xbf, 0x61], 'a'],
    ['broken UTF-8', [0x61, 0xff], 'a\ufffd'],
    ['binary', [0x61, 0], undefined],
    ['nothing', [], ''],
  ])('%s', (_, bytes, expected) => {
    expect(decodeText(Uint8Array.from(bytes))).toBe(expected);
  });
});

describe('mapConcurrently', () => {
  it('keeps the order and the bound', async () => {
    let running = 0;
    let most = 0;
    const results: number[] = [];
    const map = async (item: number) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise(resolve => setTimeout(resolve, (item % 3) * 5));
      running -= 1;
      return item;
    };
    for await (const result of mapConcurrently([1, 2, 3, 4, 5, 6, 7], 3, map)) {
      results.push(result);
    }
    expect(results).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(most).toBe(3);
  });

  it('fails with the first failure', async () => {
    const all = async () => {
      for await (const _ of mapConcurrently([1, 2], 2, async () => {
        throw new Error('no');
      })) {
        // nothing comes
      }
    };
    await expect(all()).rejects.toThrow('no');
  });
});

describe('withDeadline', () => {
  it('ends for the caller when it is aborted, whatever the work does', async () => {
    const controller = new AbortController();
    const call = withDeadline(
      { signal: controller.signal, timeoutMs: 60_000, what: 'x' },
      () => new Promise(() => {}),
    );
    controller.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
  });

  it('gives what the work gives', async () => {
    await expect(
      withDeadline({ signal, timeoutMs: 1_000, what: 'x' }, async () => 1),
    ).resolves.toBe(1);
  });
});
