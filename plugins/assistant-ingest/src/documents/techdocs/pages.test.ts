import { pageTitle } from './pageTitle';
import { pageUrl, techdocsRoot } from './pageUrl';
import { resolvePageLinks } from './resolvePageLinks';

const root = '/docs/default/component/checkout';

describe('pageUrl', () => {
  it.each([
    ['index.md', true, '/'],
    ['crash-loop.md', true, '/crash-loop/'],
    ['ru/index.md', true, '/ru/'],
    ['ru/README.md', true, '/ru/'],
    ['a/b.markdown', true, '/a/b/'],
    ['a/b.md', false, '/a/b.html'],
    ['ru/лаг топика.md', true, `/ru/${encodeURIComponent('лаг топика')}/`],
  ])('%s', (path, directoryUrls, expected) => {
    expect(pageUrl({ root, path, directoryUrls })).toBe(root + expected);
  });

  it('is in lower case, as the routes of TechDocs are', () => {
    const entity = {
      apiVersion: 'v1',
      kind: 'Component',
      metadata: { name: 'CheckOut' },
    };
    expect(techdocsRoot(entity)).toBe(root);
  });
});

describe('pageTitle', () => {
  it.each([
    [
      'navigation first',
      { path: 'a.md', markdown: '# Heading', navTitle: 'Nav' },
      'Nav',
    ],
    [
      'then front matter',
      { path: 'a.md', markdown: '---\ntitle: Meta\n---\n# Heading' },
      'Meta',
    ],
    [
      'then the heading',
      { path: 'a.md', markdown: 'x\n\n# The `kubectl` way {#k}\n' },
      'The kubectl way',
    ],
    [
      'then the file',
      { path: 'ru/crash-loop.md', markdown: 'text' },
      'crash loop',
    ],
    [
      'a start page by its heading',
      { path: 'index.md', markdown: '# Checkout', navTitle: 'Overview' },
      'Checkout',
    ],
    [
      'a start page by the site',
      {
        path: 'index.md',
        markdown: 'text',
        navTitle: 'Home',
        siteName: 'Shop',
      },
      'Shop',
    ],
  ])('%s', (_, options, expected) => {
    expect(pageTitle(options)).toBe(expected);
  });
});

describe('resolvePageLinks', () => {
  const pages = new Map([
    ['out-of-memory.md', '/docs/x/out-of-memory/'],
    ['ru/лаг.md', '/docs/x/ru/lag/'],
  ]);
  const resolve = (text: string, path = 'crash-loop.md') =>
    resolvePageLinks(text, { path, urlOf: target => pages.get(target) });

  it.each([
    ['[a](out-of-memory.md)', '[a](/docs/x/out-of-memory/)'],
    [
      '[a](./out-of-memory.md#steps "t") b',
      '[a](/docs/x/out-of-memory/#steps) b',
    ],
    ['[a](ru/%D0%BB%D0%B0%D0%B3.md)', '[a](/docs/x/ru/lag/)'],
    ['[a](missing.md)', '[a](missing.md)'],
    ['[a](https://example.com/x.md)', '[a](https://example.com/x.md)'],
    ['```\n[a](out-of-memory.md)\n```', '```\n[a](out-of-memory.md)\n```'],
  ])('%s', (text, expected) => {
    expect(resolve(text)).toBe(expected);
  });

  it('is relative to the page', () => {
    expect(resolve('[a](../out-of-memory.md)', 'ru/crash-loop.md')).toBe(
      '[a](/docs/x/out-of-memory/)',
    );
  });
});
