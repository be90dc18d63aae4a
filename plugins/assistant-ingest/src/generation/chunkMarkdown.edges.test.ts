import type { HeadingIdScheme } from '@smart-assistant/backstage-plugin-assistant-node';
import { chunkMarkdown } from './chunkMarkdown';
import { countWords } from './markdown';

const scheme = (slugify: HeadingIdScheme['slugify']): HeadingIdScheme => ({
  slugify,
  separator: '-',
  case: 'lower',
});
const chunk = (
  markdown: string,
  slugify: HeadingIdScheme['slugify'] = 'mkdocs',
) => chunkMarkdown({ title: 'Page', markdown, headingIds: scheme(slugify) });

/** A page of sections whose every sentence can be told from all others. */
function longPage(sections: number): { markdown: string; sentences: string[] } {
  const sentences: string[] = [];
  const parts: string[] = [];
  for (let s = 0; s < sections; s++) {
    const own = Array.from(
      { length: 12 + (s % 30) },
      (_, n) => `Sentence ${n} of section ${s} says what nobody else says.`,
    );
    sentences.push(...own);
    parts.push(`## Section ${s}\n\n${own.join(s % 2 ? ' ' : '\n\n')}\n`);
  }
  return { markdown: `# Page\n\n${parts.join('\n')}`, sentences };
}

describe('chunkMarkdown at its edges', () => {
  it.each([
    ['nothing', ''],
    ['blank lines', '\n\n \n\t\n'],
    ['a title alone', '# Page\n'],
    ['headings alone', '# A\n\n## B\n\n### C\n'],
    ['rules', '---\n\n***\n\n___\n'],
    ['link definitions', '[a]: https://x.example\n[b]: /y\n'],
    ['a comment that never ends', '<!-- secret plan\n\nmore of it\n'],
  ])('finds nothing to keep in %s', async (_name, markdown) => {
    await expect(chunk(markdown)).resolves.toEqual([]);
  });

  it.each(['mkdocs', 'unicode', 'github'] as const)(
    'loses no sentence of a long page, and says none twice: %s',
    async slugify => {
      const { markdown, sentences } = longPage(60);
      const chunks = await chunk(markdown, slugify);
      const all = chunks.map(({ body }) => body).join('\n');
      for (const sentence of sentences) {
        expect(all.split(sentence)).toHaveLength(2);
      }
      expect(chunks.map(({ ordinal }) => ordinal)).toEqual(
        chunks.map((_, index) => index),
      );
      // each stands under the heading that it came from
      for (const { body, headingPath, anchor } of chunks) {
        const own = /of section (\d+)/.exec(body)?.[1];
        expect(headingPath).toEqual([`Section ${own}`]);
        expect(anchor).toBe(`section-${own}`);
      }
      expect(new Set(chunks.map(({ bodyHash }) => bodyHash)).size).toBe(
        chunks.length,
      );
    },
  );

  it('gives the same page the same bytes', async () => {
    const { markdown } = longPage(10);
    await expect(chunk(markdown)).resolves.toEqual(await chunk(markdown));
  });

  it('does not care how lines end', async () => {
    const { markdown } = longPage(5);
    const windows = markdown.replaceAll('\n', '\r\n');
    await expect(chunk(windows)).resolves.toEqual(await chunk(markdown));
  });

  it('keeps the path of headings that skip levels, and of those that go back', async () => {
    const chunks = await chunk(
      '# Page\n\n#### Deep\n\na\n\n## Up\n\nb\n\n###### Deeper\n\nc\n\n# Other\n\nd\n',
    );
    expect(chunks.map(({ headingPath }) => headingPath)).toEqual([
      ['Deep'],
      ['Up'],
      ['Up', 'Deeper'],
      ['Other'],
    ]);
  });

  it('reads headings that are underlined, and those with an id of their own', async () => {
    const chunks = await chunk(
      'Steps\n-----\n\na\n\n## Undo {#undo .wide}\n\nb\n',
    );
    expect(
      chunks.map(({ headingPath, anchor }) => [headingPath, anchor]),
    ).toEqual([
      [['Steps'], 'steps'],
      [['Undo'], 'undo'],
    ]);
  });

  it('takes no heading of code, of a quote of code, or of a comment', async () => {
    const [only, ...rest] = await chunk(
      '## Real\n\n```md\n## Not\n```\n\n    ## Indented\n\n<!--\n## Hidden\n-->\n\nEnd.\n',
    );
    expect(rest).toEqual([]);
    expect(only.headingPath).toEqual(['Real']);
    expect(only.body).toContain('## Not');
    expect(only.body).not.toContain('Hidden');
  });

  it('keeps steps in their order whatever numbers they were given', async () => {
    const steps = ['7. Look.', '7. Stop.', '7. Go on.'].join('\n');
    const [only] = await chunk(`## Steps\n\n${steps}\n`);
    expect(only).toMatchObject({ kind: 'steps', body: steps });
  });

  it('keeps steps whole that are longer than a chunk, with all of their commands', async () => {
    const steps = Array.from(
      { length: 25 },
      (_, n) =>
        `${
          n + 1
        }. Do step ${n} with care and look at what comes of it.\n\n    \`\`\`sh\n    kubectl step ${n}\n    \`\`\``,
    ).join('\n');
    const chunks = await chunk(`## Steps\n\nIntro.\n\n${steps}\n`);
    const holding = chunks.filter(({ kind }) => kind === 'steps');
    expect(holding).toHaveLength(1);
    for (let n = 0; n < 25; n++) {
      expect(holding[0].body).toContain(`kubectl step ${n}\n`);
    }
  });

  it('does not let an image, a link or HTML speak for a page', async () => {
    const [only] = await chunk(
      '## A\n\nSee [the panel](https://x.example/p) now.\n\n<div onclick="x()">Inside <b>text</b>.</div>\n',
    );
    expect(only.body).toContain('[the panel](https://x.example/p)');
    expect(only.body).toContain('Inside');
    expect(only.body).not.toMatch(/onclick|<div/);
  });

  it.each([
    ['one line of a megabyte', 'x'.repeat(1_000_000)],
    ['a megabyte of marks', '*_`[~<'.repeat(170_000)],
    ['brackets', '['.repeat(200_000)],
    ['quotes in quotes', `${'>'.repeat(5_000)} deep`],
    [
      'lists in lists',
      Array.from({ length: 300 }, (_, n) => `${'  '.repeat(n)}- x`).join('\n'),
    ],
    ['a code block that never ends', `\`\`\`sh\n${'echo x\n'.repeat(50_000)}`],
    ['a table of 20,000 rows', `| a |\n|---|\n${'| b |\n'.repeat(20_000)}`],
    ['20,000 headings of one name', '## A\n\nb\n\n'.repeat(20_000)],
    ['a heading of 100,000 letters', `## ${'a '.repeat(50_000)}\n\nb`],
    ['nothing but emoji', '🔥'.repeat(50_000)],
    ['control characters', 'a\u0001\u0007\u001b[31m\u202e b '.repeat(5_000)],
    ['half characters', 'a\ud800 b \udc00 '.repeat(5_000)],
  ])(
    'ends, and stays within its bounds, on %s',
    async (_name, markdown) => {
      const before = performance.now();
      const chunks = await chunk(markdown);
      expect(performance.now() - before).toBeLessThan(60_000);
      for (const { body } of chunks) {
        expect(body.trim()).not.toBe('');
        expect(body.length).toBeLessThanOrEqual(40_000);
      }
    },
    120_000,
  );

  it('counts the words of what it keeps as it does elsewhere', async () => {
    const { markdown } = longPage(20);
    for (const { body, kind } of await chunk(markdown)) {
      expect(kind).toBe('text');
      expect(countWords(body)).toBeLessThanOrEqual(225);
    }
  });
});
