import type { TreeFile } from '../files';
import { isSiteFile, readSite } from './readSite';

const options = {
  entityRef: 'component:default/checkout',
  idPrefix: 'component:default/checkout/',
  root: '/docs/default/component/checkout',
  maxDocuments: 100,
};
const files = (contents: Record<string, string>): TreeFile[] =>
  Object.entries(contents).map(([path, text]) => ({
    path,
    content: Buffer.from(text),
  }));
const read = (
  contents: Record<string, string>,
  changes: Partial<typeof options> = {},
) => readSite(files(contents), { ...options, ...changes });
const revisionOf = (contents: Record<string, string>) =>
  read(contents).documents[0].revision;

describe('isSiteFile', () => {
  it.each([
    ['mkdocs.yml', true],
    ['mkdocs.yaml', true],
    ['docs/a.md', true],
    ['README.MD', true],
    // of another site below this one
    ['sub/mkdocs.yml', false],
    ['docs/a.png', false],
    ['docs/md', false],
  ])('%s', (path, expected) => {
    expect(isSiteFile(path)).toBe(expected);
  });
});

describe('readSite', () => {
  it('reads the folder that mkdocs.yml names, and no page outside of it', () => {
    const { documents } = read({
      'mkdocs.yml': 'docs_dir: handbook\n',
      'handbook/index.md': '# A',
      'handbook/sub/b.md': '# B',
      'docs/other.md': '# no',
      'handbook-old/x.md': '# no',
    });
    expect(documents.map(({ id, url }) => [id, url])).toEqual([
      [`${options.idPrefix}index.md`, `${options.root}/`],
      [`${options.idPrefix}sub/b.md`, `${options.root}/sub/b/`],
    ]);
  });

  it('has the defaults of TechDocs without an mkdocs.yml', () => {
    const { documents } = read({ 'docs/index.md': '# A' });
    expect(documents).toHaveLength(1);
    expect(documents[0].headingIds.slugify).toBe('mkdocs');
  });

  it('reads a site whose pages stand at the top', () => {
    const { documents } = read({
      'mkdocs.yml': 'docs_dir: .\n',
      'a.md': '# A',
    });
    expect(documents.map(({ url }) => url)).toEqual([`${options.root}/a/`]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['of the folder', { 'docs/README.md': 'x', 'README.md': 'y' }, 'x'],
    ['of the repository', { 'docs/a.md': 'a', 'README.md': 'y' }, 'y'],
    [
      'but not in the place of a page that is there',
      { 'docs/index.md': 'z', 'docs/README.md': 'x' },
      'z',
    ],
  ])('takes a README for the start page: %s', (_name, contents, text) => {
    const start = read(contents).documents.find(
      ({ url }) => url === `${options.root}/`,
    );
    expect(start?.markdown).toBe(text);
  });

  it('makes links between pages lead into the portal, and no others', () => {
    const { documents } = read({
      'docs/a.md':
        '[b](sub/b.md#x) [gone](gone.md) [out](../README.md) [web](https://x.example/a.md)',
      'docs/sub/b.md': '[a](../a.md)',
    });
    const [a, b] = documents;
    expect(a.markdown).toBe(
      `[b](${options.root}/sub/b/#x) [gone](gone.md) [out](../README.md) [web](https://x.example/a.md)`,
    );
    expect(b.markdown).toBe(`[a](${options.root}/a/)`);
  });

  it('still knows the pages that it leaves out when it makes links', () => {
    const { documents, problems } = read(
      { 'docs/a.md': '[b](b.md)', 'docs/b.md': 'B' },
      { maxDocuments: 1 },
    );
    expect(documents).toHaveLength(1);
    expect(documents[0].markdown).toBe(`[b](${options.root}/b/)`);
    expect(problems).toEqual([
      expect.stringMatching(/^2 pages; only the first 1 are kept\./),
    ]);
  });

  it('gives a page another revision for all that a reader sees of it', () => {
    const base = { 'docs/a.md': '# A\n\ntext' };
    const revision = revisionOf(base);
    expect(revisionOf({ ...base })).toBe(revision);
    for (const other of [
      { 'docs/a.md': '# A\n\nother' },
      // another title, address, or way to make ids
      { ...base, 'mkdocs.yml': 'nav:\n  - Title: a.md\n' },
      { ...base, 'mkdocs.yml': 'use_directory_urls: false\n' },
      {
        ...base,
        'mkdocs.yml':
          'markdown_extensions:\n  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify\n        kwds: {case: lower}\n',
      },
    ]) {
      expect(revisionOf(other)).not.toBe(revision);
    }
    // what changes nothing of the page changes nothing here
    expect(revisionOf({ ...base, 'mkdocs.yml': 'theme: material\n' })).toBe(
      revision,
    );
  });
});
