import { flattenBlocks } from './flattenBlocks';
import { HeadingIds } from './HeadingIds';
import { RawHtml } from './RawHtml';

describe('flattenBlocks', () => {
  it.each([
    [
      'an admonition with its type as title',
      '!!! note\n    Text.\n',
      ['', '**Note**', '', 'Text.', '', ''],
    ],
    [
      'one without any title',
      '!!! warning ""\n    Text.\n',
      ['', 'Text.', '', ''],
    ],
    [
      'a foldable block, open or not',
      '???+ tip "More"\n    Text.\n',
      ['', '**More**', '', 'Text.', '', ''],
    ],
    ['a tab', '=== "Helm"\n    Text.\n', ['', '**Helm**', '', 'Text.', '', '']],
    ['a heading without a space', '##Steps', ['## Steps']],
    ['a row under a heading', 'Steps\n=====', ['Steps', '=====']],
    ['an opener without a block', '!!! note\nText.', ['!!! note', 'Text.']],
  ])('%s', (_name, text, lines) => {
    expect(flattenBlocks(text).split('\n')).toEqual(lines);
  });

  it('flattens blocks in blocks, and headings come out', () => {
    const flat = flattenBlocks(
      '!!! note "Outer"\n    === "Inner"\n        ## Deep\n\n        Text.\n',
    );
    expect(flat).toMatch(/^\*\*Outer\*\*$/m);
    expect(flat).toMatch(/^\*\*Inner\*\*$/m);
    expect(flat).toMatch(/^## Deep$/m);
  });

  it('touches nothing inside of code', () => {
    const code = '```md\n!!! note\n    Text.\n##Tight\n```';
    expect(flattenBlocks(code)).toBe(code);
    const unclosed = '~~~\n!!! note\n    Text.';
    expect(flattenBlocks(unclosed)).toBe(unclosed);
  });

  it('ends with what is nested without sense', () => {
    const deep = Array.from(
      { length: 300 },
      (_, n) => `${'    '.repeat(n)}!!! note`,
    ).join('\n');
    const before = performance.now();
    expect(flattenBlocks(`${deep}\n${'    '.repeat(300)}end`)).toContain('end');
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});

describe('HeadingIds', () => {
  const ids = (
    slugify: 'mkdocs' | 'unicode' | 'github',
    texts: string[],
    explicit: string[] = [],
  ) => {
    const heading = new HeadingIds(
      { slugify, separator: '-', case: 'lower' },
      explicit,
    );
    return texts.map(text => heading.next(text));
  };

  it('numbers what is the same as each generator does', () => {
    expect(ids('mkdocs', ['A', 'A', 'A'])).toEqual(['a', 'a_1', 'a_2']);
    expect(ids('github', ['A', 'A', 'A'])).toEqual(['a', 'a-1', 'a-2']);
    expect(ids('unicode', ['Лаг', 'Лаг'])).toEqual(['лаг', 'лаг_1']);
    // a heading that looks numbered goes on counting
    expect(ids('mkdocs', ['A 1', 'a_1', 'a_1'])).toEqual(['a-1', 'a_1', 'a_2']);
  });

  it('keeps clear of ids that authors gave', () => {
    expect(ids('mkdocs', ['Steps'], ['steps'])).toEqual(['steps_1']);
    expect(ids('github', ['Steps'], ['steps', 'steps-1'])).toEqual(['steps-2']);
  });

  it('finds an id for what has no letter that it keeps', () => {
    expect(ids('mkdocs', ['Шаги', '!!!', '🙂'])).toEqual(['_1', '_2', '_3']);
    expect(new Set(ids('github', ['🙂', '!!!', '🚀'])).size).toBe(3);
  });

  it('drops marks and keeps letters as each does', () => {
    const text = 'Ёлка & C++: what’s `x_y`?';
    expect(ids('mkdocs', [text])).toEqual(['c-whats-x_y']);
    expect(ids('github', [text])).toEqual(['ёлка--c-whats-x_y']);
    expect(ids('unicode', [text])).toEqual(['ёлка--c-whats-x_y']);
  });
});

describe('RawHtml', () => {
  it('knows whether Markdown inside of a tag is read', () => {
    const html = new RawHtml(false);
    html.see('<div class="a">');
    expect(html.isInside).toBe(true);
    html.see('</div>');
    expect(html.isInside).toBe(false);
    html.see('<div markdown>');
    expect(html.isInside).toBe(false);
    html.see('<section><details markdown="1">');
    expect(html.isInside).toBe(true);
    html.see('</section>');
    expect(html.isInside).toBe(false);
  });

  it('reads inside in any case where GitHub does', () => {
    const html = new RawHtml(true);
    html.see('<details>');
    expect(html.isInside).toBe(false);
  });

  it('is not confused by ends without a beginning, or by thousands of beginnings', () => {
    const html = new RawHtml(false);
    html.see('</div></div>');
    expect(html.isInside).toBe(false);
    html.see('<div>'.repeat(5_000));
    html.see('</div>'.repeat(5_000));
    expect(html.isInside).toBe(false);
  });

  it('finds headings that are written as HTML', () => {
    expect(
      new RawHtml(false).see(
        '<h2 id="steps">The <b>steps</b>\n now</h2><H3 ID=x>Y</H3><h4>Z</h5>',
      ),
    ).toEqual([
      { depth: 2, text: 'The steps now', id: 'steps' },
      { depth: 3, text: 'Y', id: 'x' },
    ]);
  });
});
