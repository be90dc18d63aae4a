import { pageOf } from '../generation/testUtils/demoPages';
import { CitationRegistry, sourceOfChunk } from './assignCitations';

const page = pageOf(
  `# Title\n\n## One\n\nFirst \`x\`.\n\n\`\`\`bash\nsecret\n\`\`\`\n\n## Two\n\n${'word '.repeat(
    200,
  )}`,
  { path: 'checkout/docs/a.md' },
);

describe('citations', () => {
  it('numbers sources in the order of use, one number per heading', () => {
    const registry = new CitationRegistry({
      entities: [
        { entityRef: 'component:default/checkout', title: 'Checkout' },
      ],
    });

    expect([
      registry.cite(page[1]),
      registry.cite(page[0]),
      registry.cite({ ...page[1], chunkId: 'other' }),
    ]).toEqual([1, 2, 1]);
    expect(
      registry.citations.map(({ number, url, entityTitle }) => ({
        number,
        url,
        entityTitle,
      })),
    ).toEqual([
      {
        number: 1,
        url: '/docs/default/component/checkout/a/#two',
        entityTitle: 'Checkout',
      },
      {
        number: 2,
        url: '/docs/default/component/checkout/a/#one',
        entityTitle: 'Checkout',
      },
    ]);
  });

  it('numbers what is no part of a document by its key', () => {
    const registry = new CitationRegistry();
    const source = {
      kind: 'change' as const,
      title: 'Deployment checkout',
      headingPath: [],
      snippet: 'memory limit 1Gi → 512Mi',
    };
    expect([
      registry.citeSource('evidence:a', source),
      registry.cite(page[0]),
      registry.citeSource('evidence:a', source),
      registry.citeSource('evidence:b', source),
    ]).toEqual([1, 2, 1, 3]);
    expect(registry.citations[0]).toEqual({ number: 1, ...source });
  });

  it('quotes prose, short and without commands', () => {
    expect(sourceOfChunk(page[0]).snippet).toBe('First x.');
    expect(sourceOfChunk(page[1]).snippet).toMatch(/^word( word)+…$/);
    expect(sourceOfChunk(page[1]).snippet.length).toBeLessThan(262);
  });
});
