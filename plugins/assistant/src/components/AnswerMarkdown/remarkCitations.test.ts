import { citationNumber, remarkCitations } from './remarkCitations';

type Node = Parameters<ReturnType<typeof remarkCitations>>[0];

const text = (value: string): Node => ({ type: 'text', value });
const link = (number: number): Node => ({
  type: 'link',
  url: `#source-${number}`,
  children: [text(String(number))],
});

function transform(...children: Node[]): Node[] {
  const tree = { type: 'root', children: [{ type: 'paragraph', children }] };
  remarkCitations()(tree);
  return tree.children[0].children;
}

describe('remarkCitations', () => {
  it.each([
    ['a[^1] b', [text('a'), link(1), text(' b')]],
    ['[^1][^22]', [link(1), link(22)]],
    ['a[^1].', [text('a'), link(1), text('.')]],
    // no marks of ours
    ['a[1] b', [text('a[1] b')]],
    ['[^note] [^] [^1234]', [text('[^note] [^] [^1234]')]],
    ['', []],
  ])('splits %j', (value, expected) => {
    expect(transform(text(value))).toEqual(expected);
  });

  it('goes into what is nested, and leaves code alone', () => {
    const code: Node = { type: 'inlineCode', value: 'x[^1]' };
    expect(
      transform({ type: 'strong', children: [text('b[^2]'), code] }, code),
    ).toEqual([{ type: 'strong', children: [text('b'), link(2), code] }, code]);
  });

  it('takes the footnotes of GitHub for marks, and their definitions away', () => {
    expect(
      transform(
        { type: 'footnoteReference', identifier: '3', label: '3' },
        { type: 'footnoteReference', identifier: '4', label: null },
        { type: 'footnoteReference', identifier: 'note', label: 'note' },
        { type: 'footnoteDefinition', identifier: '3', children: [text('x')] },
      ),
    ).toEqual([link(3), link(4)]);
  });
});

describe('citationNumber', () => {
  it.each([
    ['#source-7', 7],
    ['#source-123', 123],
    ['#source-1234', undefined],
    ['#source-', undefined],
    ['#source-7x', undefined],
    ['x#source-7', undefined],
    [undefined, undefined],
  ])('reads %s', (href, number) => {
    expect(citationNumber(href)).toBe(number);
  });
});
