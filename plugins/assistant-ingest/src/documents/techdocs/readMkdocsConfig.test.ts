import { readMkdocsConfig } from './readMkdocsConfig';

describe('readMkdocsConfig', () => {
  it('has the defaults of mkdocs', () => {
    expect(readMkdocsConfig('')).toEqual({
      docsDir: 'docs',
      titles: new Map(),
      headingIds: { slugify: 'mkdocs', separator: '-', case: 'lower' },
      directoryUrls: true,
    });
  });

  it('reads titles of a nested navigation, and passes over links', () => {
    const { titles, siteName } = readMkdocsConfig(`
site_name: Shop
nav:
  - index.md
  - Runbooks:
      - Crash loop: crash-loop.md
      - По-русски:
          - Падает: ru/crash-loop.md
  - Grafana: https://grafana.example.com/d/1
  - Other site: '!include ./other/mkdocs.yml'
`);
    expect(siteName).toBe('Shop');
    expect([...titles]).toEqual([
      ['crash-loop.md', 'Crash loop'],
      ['ru/crash-loop.md', 'Падает'],
    ]);
  });

  it.each([
    [
      'kwds',
      'slugify: !!python/object/apply:pymdownx.slugs.slugify { kwds: { case: lower } }',
      'lower',
      '-',
    ],
    [
      'no case',
      'slugify: !!python/object/apply:pymdownx.slugs.slugify {}',
      'none',
      '-',
    ],
    [
      'old name',
      'slugify: !!python/name:pymdownx.slugs.uslugify',
      'lower',
      '-',
    ],
    [
      'separator',
      'slugify: !!python/name:pymdownx.slugs.uslugify\n      separator: "_"',
      'lower',
      '_',
    ],
  ])('reads how ids are made: %s', (_, toc, expectedCase, separator) => {
    const { headingIds } = readMkdocsConfig(`
markdown_extensions:
  - admonition
  - toc:
      permalink: true
      ${toc}
`);
    expect(headingIds).toEqual({
      slugify: 'unicode',
      separator,
      case: expectedCase,
    });
  });

  it('reads extensions that are a mapping', () => {
    const { headingIds } = readMkdocsConfig(
      'markdown_extensions:\n  toc:\n    separator: "."\n',
    );
    expect(headingIds).toEqual({
      slugify: 'mkdocs',
      separator: '.',
      case: 'lower',
    });
  });

  it('takes no notice of other tags', () => {
    const config = readMkdocsConfig(`
site_url: !ENV [SITE_URL, 'https://example.com']
docs_dir: pages/
use_directory_urls: false
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      options: { custom: [!relative overrides] }
`);
    expect(config).toMatchObject({ docsDir: 'pages', directoryUrls: false });
  });

  it.each([
    [
      'docs_dir: ../other',
      'docs_dir in mkdocs.yml points outside of the site (../other)',
    ],
    [
      'docs_dir: /etc',
      'docs_dir in mkdocs.yml points outside of the site (/etc)',
    ],
    ['docs_dir: a/../../b', 'docs_dir in mkdocs.yml points outside'],
    ['docs_dir: C:\\secrets', 'docs_dir in mkdocs.yml points outside'],
    [
      'nav:\n  - X: ../../secret.md',
      'nav in mkdocs.yml points outside of the site (../../secret.md)',
    ],
    ['nav: [[[[/etc/passwd.md]]]]', 'nav in mkdocs.yml points outside'],
    ['docs_dir: [a]', 'must be a mapping whose docs_dir is a text'],
    ['- a list', 'must be a mapping'],
    ['a: [b', 'no valid YAML'],
    [`nav: ${'['.repeat(40)}a.md${']'.repeat(40)}`, 'too deep'],
  ])('refuses %s', (text, message) => {
    expect(() => readMkdocsConfig(text)).toThrow(message);
  });
});
