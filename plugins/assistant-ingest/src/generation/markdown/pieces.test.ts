import { countWords } from './countWords';
import { detectLanguage } from './detectLanguage';
import { flattenBlocks } from './flattenBlocks';
import { HeadingIds } from './HeadingIds';
import { packUnits } from './packUnits';
import { RawHtml } from './RawHtml';
import { splitFrontMatter } from './splitFrontMatter';
import { MAX_UNIT_CHARACTERS, splitParts } from './splitParts';
import { splitSegments } from './splitSegments';
import type { Unit } from './toUnits';

const words = (count: number) => 'word '.repeat(count).trim();

describe('countWords', () => {
  it.each([
    ['', 0],
    ['  \n - * | ---', 0],
    ['one two', 2],
    ['один, два — три!', 3],
    ['kube_pod_status{namespace="shop"}', 1],
    // a key without a space is as long as so many words
    ['x'.repeat(400), 10],
    ['中文 字', 2],
  ])('%j', (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});

describe('detectLanguage', () => {
  it.each([
    ['Restart the pod and watch.', 'en'],
    ['Перезапустите под и смотрите.', 'ru'],
    // commands, links and addresses say nothing
    [
      'Смотрите логи: `kubectl logs deployment/checkout -n shop --tail 100`',
      'ru',
    ],
    [
      'Лаг консьюмера растёт\n\n```sh\nkafka-consumer-groups.sh --describe --group x\n```',
      'ru',
    ],
    ['Смотрите [панель](https://grafana.example/d/abcdefghijkl/orders)', 'ru'],
    // names in a Russian sentence
    ['Поднимите лимит у checkout в Kubernetes', 'ru'],
    ['See «Лаг» in the English handbook of the team', 'en'],
    ['OK', undefined],
    ['`ls`', undefined],
    ['', undefined],
  ])('%s', (text, language) => {
    expect(detectLanguage(text)).toBe(language);
  });
});

describe('splitFrontMatter', () => {
  it.each([
    ['---\ntitle: A\n---\nb', { title: 'A', body: 'b' }],
    ['\uFEFF---\r\ntitle: A\r\n---\r\nb\r\n', { title: 'A', body: 'b\n' }],
    ['---\ntitle: A\n...\nb', { title: 'A', body: 'b' }],
    ['---\ntitle: "Ё: ж"\n---', { title: 'Ё: ж', body: '' }],
    ['---\ntitle: [a]\n---\nb', { body: 'b' }],
    // broken YAML is still no part of the page
    ['---\na: [b\n---\nc', { body: 'c' }],
    // a rule, a sentence, a rule
    [
      '---\nJust a sentence.\n---\nb',
      { body: '---\nJust a sentence.\n---\nb' },
    ],
    // not at the beginning; never closed
    ['a\n---\ntitle: A\n---\n', { body: 'a\n---\ntitle: A\n---\n' }],
    ['---\ntitle: A\n', { body: '---\ntitle: A\n' }],
    ['\uFEFF# A', { body: '# A' }],
    ['', { body: '' }],
  ])('%j', (text, expected) => {
    expect(splitFrontMatter(text)).toEqual(expected);
  });

  it('takes no endless front matter for one, and is quick about it', () => {
    const text = `---\n${'key: value\n'.repeat(10_000)}---\nb`;
    const before = performance.now();
    expect(splitFrontMatter(text).body).toBe(text);
    expect(performance.now() - before).toBeLessThan(1_000);
  });

  it('runs nothing that YAML could run', () => {
    const { title } = splitFrontMatter(
      '---\ntitle: !!js/function "function(){ throw 1 }"\n---\nb',
    );
    expect(typeof title === 'function').toBe(false);
  });
});

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

describe('splitParts', () => {
  it('leaves a short text whole', () => {
    expect(splitParts('a b', { maxWords: 2, at: 'sentences' })).toEqual([
      'a b',
    ]);
  });

  it.each(['sentences', 'lines'] as const)('loses nothing at %s', at => {
    const pieces = Array.from({ length: 40 }, (_, n) => `Piece ${n} of text.`);
    const text = pieces.join(at === 'lines' ? '\n' : ' ');
    const parts = splitParts(text, { maxWords: 30, at });
    expect(parts.length).toBeGreaterThan(4);
    expect(parts.join(at === 'lines' ? '\n' : ' ')).toBe(text);
    for (const part of parts) {
      expect(countWords(part)).toBeLessThanOrEqual(36);
    }
    const sizes = parts.map(countWords);
    // even parts, no crumb at the end
    expect(Math.min(...sizes)).toBeGreaterThan(Math.max(...sizes) / 3);
  });

  it('does not cut a point of a list from the lines below it', () => {
    const points = Array.from(
      { length: 10 },
      (_, n) => `- point ${n} ${words(10)}\n  and its second line`,
    );
    const parts = splitParts(points.join('\n'), { maxWords: 40, at: 'lines' });
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) {
      expect(part).toMatch(/^- point/);
      expect(part).toMatch(/second line$/);
    }
  });

  it('does not end a sentence at a version, an abbreviation or a file', () => {
    const text = `Use v1.2.3 of app.py, e.g. from main. ${words(
      60,
    )}. Then go on. ${words(60)}.`;
    const parts = splitParts(text, { maxWords: 40, at: 'sentences' });
    expect(parts[0]).toContain('Use v1.2.3 of app.py, e.g. from main.');
  });

  it('cuts a line of megabytes, and nothing of it is lost', () => {
    const text = 'x'.repeat(3 * MAX_UNIT_CHARACTERS + 5);
    const parts = splitParts(text, { maxWords: 10, at: 'lines' });
    expect(parts.join('')).toBe(text);
    expect(Math.max(...parts.map(part => part.length))).toBeLessThanOrEqual(
      MAX_UNIT_CHARACTERS,
    );
  });
});

describe('splitSegments', () => {
  const lines = (count: number, text: string) => `${text}\n`.repeat(count);

  it('leaves most pages whole', () => {
    const page = `# A\n\n${lines(50, 'Text.\n')}## B\n\nText.\n`;
    expect(splitSegments(page)).toEqual([page]);
  });

  it('cuts a long page at headings, and loses nothing', () => {
    const section = (n: number) =>
      `## Section ${n}\n\n${lines(100, 'A sentence of the section.\n')}`;
    const page = Array.from({ length: 12 }, (_, n) => section(n)).join('');
    const segments = splitSegments(page);
    expect(segments.length).toBeGreaterThan(2);
    expect(segments.join('\n')).toBe(page);
    for (const segment of segments.slice(1)) {
      expect(segment).toMatch(/^## Section/);
    }
  });

  it.each([
    ['a code block', '```sh', '# no heading', '```'],
    ['a comment', '<!--', '# no heading', '-->'],
  ])('never cuts inside of %s', (_name, open, inside, close) => {
    const page = `${lines(400, 'A line of text.\n')}${open}\n${lines(
      3_000,
      inside,
    )}${close}\nEnd.\n`;
    const segments = splitSegments(page);
    const holding = segments.filter(segment => segment.includes(inside));
    expect(holding).toHaveLength(1);
    expect(holding[0]).toContain(open);
    expect(holding[0]).toContain(close);
  });

  it('breaks what would take a parser for ever', () => {
    const dense = splitSegments(`${'*a_'.repeat(50_000)}\n`);
    const longest = Math.max(
      ...dense
        .join('\n')
        .split('\n')
        .map(line => line.length),
    );
    expect(longest).toBeLessThanOrEqual(12_000);
  });
});

describe('packUnits', () => {
  const unit = (kind: Unit['kind'], count: number, text = 'word'): Unit => ({
    kind,
    body: `${text} `.repeat(count).trim(),
    words: count,
    introduces: false,
  });
  const shape = (units: Unit[]) =>
    packUnits(units).map(({ kind, body }) => [kind, countWords(body)]);

  it('gives nothing for nothing', () => {
    expect(packUnits([])).toEqual([]);
  });

  it.each<[string, Unit[], Array<[string, number]>]>([
    [
      'short ones together',
      [unit('text', 40), unit('text', 40)],
      [['text', 80]],
    ],
    [
      'no more than fit',
      [unit('text', 100), unit('text', 60), unit('text', 60)],
      [
        ['text', 100],
        ['text', 120],
      ],
    ],
    [
      'steps at the end of a part',
      [unit('text', 20), unit('steps', 50), unit('text', 30)],
      [
        ['steps', 70],
        ['text', 30],
      ],
    ],
    [
      'steps on their own behind much text',
      [unit('text', 90), unit('steps', 50)],
      [
        ['text', 90],
        ['steps', 50],
      ],
    ],
    [
      'code with the sentence before it, however long',
      [unit('text', 100), unit('code', 140)],
      [['code', 240]],
    ],
    [
      'a crumb with the part before it',
      [unit('text', 140), unit('text', 60), unit('table', 60), unit('text', 5)],
      [
        ['text', 140],
        ['table', 125],
      ],
    ],
    [
      'no crumb with steps: they end a part',
      [unit('steps', 60), unit('text', 5)],
      [
        ['steps', 60],
        ['text', 5],
      ],
    ],
  ])('packs %s', (_name, units, expected) => {
    expect(shape(units)).toEqual(expected);
  });

  it('keeps what ends in a colon with what it introduces', () => {
    const intro = { ...unit('text', 100), introduces: true };
    expect(shape([intro, unit('table', 120)])).toEqual([['table', 220]]);
  });
});
