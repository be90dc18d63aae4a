import type { HeadingIdScheme } from '@smart-assistant/backstage-plugin-assistant-node';
import { chunkMarkdown } from './chunkMarkdown';
import { countWords } from './markdown';

const mkdocs: HeadingIdScheme = {
  slugify: 'mkdocs',
  separator: '-',
  case: 'lower',
};
const unicode: HeadingIdScheme = {
  slugify: 'unicode',
  separator: '-',
  case: 'lower',
};
const github: HeadingIdScheme = {
  slugify: 'github',
  separator: '-',
  case: 'lower',
};

const chunk = (markdown: string, headingIds = mkdocs, title = 'Page') =>
  chunkMarkdown({ title, markdown, headingIds });
const words = (count: number) => `${'word '.repeat(count - 1)}end.`;

describe('chunkMarkdown', () => {
  it('knows the path of headings and the id of the nearest one', async () => {
    const chunks = await chunk(
      '# Page\n\nIntro.\n\n## Causes\n\nText.\n\n### Memory\n\nMore.\n\n## Steps\n\nDo it.\n',
    );
    expect(
      chunks.map(each => [each.headingPath, each.anchor, each.body]),
    ).toEqual([
      [[], 'page', 'Intro.'],
      [['Causes'], 'causes', 'Text.'],
      [['Causes', 'Memory'], 'memory', 'More.'],
      [['Steps'], 'steps', 'Do it.'],
    ]);
    expect(chunks.map(({ ordinal }) => ordinal)).toEqual([0, 1, 2, 3]);
  });

  it('keeps the first heading in the path when the title is another one', async () => {
    const [first] = await chunk(
      '# Crash loop after a release\n\nText.',
      mkdocs,
      'Crash loop',
    );
    expect(first.headingPath).toEqual(['Crash loop after a release']);
  });

  it.each<[string, HeadingIdScheme, string, string[]]>([
    [
      'drops what is not ASCII',
      mkdocs,
      '## Почему\n\na\n\n## Ещё\n\nb\n\n## HTTP 5xx: что это\n\nc',
      ['_1', '_2', 'http-5xx'],
    ],
    [
      'keeps letters',
      unicode,
      '## Растёт лаг\n\na\n\n## A - B\n\nb',
      ['растёт-лаг', 'a---b'],
    ],
    [
      'numbers equal headings',
      mkdocs,
      '## A\n\na\n\n## A\n\nb\n\n## A_1\n\nc',
      ['a', 'a_1', 'a_2'],
    ],
    ['counts as GitHub does', github, '## A\n\na\n\n## A\n\nb', ['a', 'a-1']],
    [
      'takes the id of the author',
      mkdocs,
      '## Long name {#short .wide}\n\na\n\n## Short\n\nb',
      ['short', 'short_1'],
    ],
    [
      'reads through marks in a heading',
      mkdocs,
      '## The `kubectl` *way* [out](x.md) <br>\n\na',
      ['the-kubectl-way-out'],
    ],
    ['takes a heading without a space', mkdocs, '##Tight\n\na', ['tight']],
    [
      'finds headings in admonitions',
      mkdocs,
      '!!! note "Mind"\n    ## Inside\n\n    a\n',
      ['', 'inside'],
    ],
    [
      'finds headings in tabs and folds',
      mkdocs,
      '=== "Linux"\n\n    ## One\n\n    a\n\n??? tip\n\n    ## Two\n\n    b\n',
      ['', 'one', 'two'],
    ],
    [
      'has no id for Markdown in raw HTML',
      mkdocs,
      '<div>\n\n## Raw\n\na\n\n</div>\n\n## After\n\nb',
      ['', 'after'],
    ],
    [
      'has one where the HTML says so',
      mkdocs,
      '<div markdown>\n\n## Cooked\n\na\n\n</div>',
      ['cooked'],
    ],
    [
      'takes the id of an HTML heading',
      mkdocs,
      '<h2 id="own">Own</h2>\n\na',
      ['own'],
    ],
    [
      'counts headings in quotes',
      mkdocs,
      '> ## A\n\nx\n\n## A\n\nb',
      ['', 'a_1'],
    ],
  ])('ids: %s', async (_, scheme, markdown, anchors) => {
    const chunks = await chunk(markdown, scheme);
    const seen = chunks
      .map(({ anchor }) => anchor ?? '')
      .filter((id, i, all) => id !== all[i - 1] || i === 0);
    expect(seen).toEqual(anchors);
  });

  it('keeps numbered steps whole, with the commands between them', async () => {
    const steps = Array.from(
      { length: 12 },
      (_, i) =>
        `${i + 1}. ${words(
          30,
        )}\n\n    \`\`\`bash\n    kubectl get pods -n shop${i}\n    \`\`\`\n`,
    ).join('\n');
    const chunks = await chunk(
      `## Steps\n\nBefore you start.\n\n${steps}\nAfter it: breathe.\n`,
    );
    expect(chunks.map(({ kind }) => kind)).toEqual(['steps', 'text']);
    expect(chunks[0].body).toMatch(/^Before you start\.[\s\S]*^12\. /m);
    expect(chunks[1].body).toBe('After it: breathe.');
  });

  it('keeps steps together whose commands are not indented', async () => {
    const [only, ...rest] = await chunk(
      '1. Look.\n\n```bash\nkubectl get pods\n```\n\n2. Restart.\n\n```bash\nkubectl rollout restart\n```\n\n3. Check.\n',
    );
    expect(rest).toEqual([]);
    expect(only).toMatchObject({
      kind: 'steps',
      body: expect.stringMatching(/^1\.[\s\S]*^3\. Check\.$/m),
    });
  });

  it('does not tie two lists together that both begin with one', async () => {
    const chunks = await chunk('1. a\n\ntext\n\n1. b\n');
    expect(chunks.map(({ kind }) => kind)).toEqual(['steps', 'steps']);
  });

  it('cuts long text between sentences and repeats nothing', async () => {
    const sentences = Array.from(
      { length: 60 },
      (_, i) => `Sentence number ${i} has exactly eight words.`,
    );
    const chunks = await chunk(`## A\n\n${sentences.join(' ')}`);
    expect(chunks.length).toBeGreaterThan(2);
    for (const { body } of chunks) {
      expect(countWords(body)).toBeLessThanOrEqual(175);
      expect(countWords(body)).toBeGreaterThanOrEqual(60);
    }
    expect(chunks.map(({ body }) => body).join(' ')).toBe(sentences.join(' '));
  });

  it('packs short paragraphs of a section, but nothing across a heading', async () => {
    const part = `${words(30)}\n\n`.repeat(4);
    const chunks = await chunk(`## A\n\n${part}## B\n\nshort\n`);
    expect(
      chunks.map(({ headingPath, body }) => [headingPath[0], countWords(body)]),
    ).toEqual([
      ['A', 120],
      ['B', 1],
    ]);
  });

  it('keeps code with the sentence before it', async () => {
    const code = `\`\`\`promql\n${'rate(http_requests_total[5m])\n'.repeat(
      40,
    )}\`\`\``;
    const chunks = await chunk(
      `${words(100)}\n\n${words(60)}\n\nWatch this:\n\n${code}\n`,
    );
    const withCode = chunks.find(({ body }) => body.includes('promql'));
    expect(withCode?.body).toContain('Watch this:');
    expect(withCode).toMatchObject({ kind: 'code' });
  });

  it('keeps a table whole', async () => {
    const rows = Array.from(
      { length: 60 },
      (_, i) => `| alert ${i} | look at the pod ${i} |`,
    ).join('\n');
    const [only, ...rest] = await chunk(
      `| Alert | Do |\n| --- | --- |\n${rows}\n`,
    );
    expect(rest).toEqual([]);
    expect(only).toMatchObject({
      kind: 'table',
      body: expect.stringContaining('alert 59'),
    });
  });

  it('tells the language of each chunk by its words, and without words by the page', async () => {
    const chunks = await chunk(
      '## A\n\nПод перезапускается, смотрите `kubectl get pods --context shop-prod -n shop`.\n\n## B\n\nThe pod restarts all the time.\n\n## C\n\n```bash\nls\n```\n',
      unicode,
    );
    expect(chunks.map(({ language }) => language)).toEqual(['ru', 'en', 'ru']);
  });

  it('leaves out front matter, comments, rules and link definitions', async () => {
    const chunks = await chunk(
      '---\ntitle: T\n---\n\n<!-- secret plan -->\n\nText.\n\n---\n\n[a]: http://x\n',
    );
    expect(chunks.map(({ body }) => body)).toEqual(['Text.']);
  });

  it('says the title of an admonition and keeps its text', async () => {
    const [only] = await chunk(
      '!!! warning "A migration went out"\n    Do not roll back.\n\n    Ask first.\n',
    );
    expect(only.body).toBe(
      '**A migration went out**\n\nDo not roll back.\n\nAsk first.',
    );
  });

  it('hashes text, title and headings, for all of them are embedded', async () => {
    const hash = async (markdown: string, title?: string) =>
      (await chunk(markdown, mkdocs, title))[0].bodyHash;
    const hashes = await Promise.all([
      hash('## A\n\ntext'),
      hash('## B\n\ntext'),
      hash('## A\n\nother'),
      hash('## A\n\ntext', 'Other page'),
    ]);
    expect(new Set(hashes).size).toBe(4);
    await expect(hash('## A\n\ntext')).resolves.toBe(hashes[0]);
  });

  it.each<[string, string]>([
    ['nothing', ''],
    ['a heading alone', '# Only'],
    ['a heading 300 deep', `${'#'.repeat(300)} deep\n\ntext`],
    ['300 quotes deep', `${'>'.repeat(300)} # deep\ntext`],
    ['open brackets', '['.repeat(20_000)],
    ['marks of emphasis', '*a_ '.repeat(5_000)],
    ['tags without an end', '<a '.repeat(20_000)],
    ['one line of 500,000 characters', 'x'.repeat(500_000)],
    ['a fence that never ends', `\`\`\`\n${'x\n'.repeat(20_000)}`],
    [
      'admonitions 300 deep',
      Array.from(
        { length: 300 },
        (_, i) => `${' '.repeat(i * 4)}!!! note\n`,
      ).join('\n'),
    ],
  ])(
    'survives %s',
    async (_, markdown) => {
      const chunks = await chunk(markdown);
      for (const { body } of chunks) {
        expect(body.trim()).not.toBe('');
        expect(body.length).toBeLessThanOrEqual(24_000);
      }
    },
    30_000,
  );
});
