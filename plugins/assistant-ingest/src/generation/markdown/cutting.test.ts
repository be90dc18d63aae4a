import { countWords } from './countWords';
import { MAX_UNIT_CHARACTERS, splitParts } from './splitParts';
import { packUnits } from './packUnits';
import { splitSegments } from './splitSegments';
import type { Unit } from './toUnits';

const words = (count: number) => 'word '.repeat(count).trim();

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
