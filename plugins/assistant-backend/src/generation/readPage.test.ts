import { readPage } from './readPage';
import { pageOf } from './testUtils/demoPages';

const part = (ordinal: number, headingPath: string[], body: string) => ({
  ...pageOf('text', { path: 'checkout/docs/page.md' })[0],
  chunkId: `c${ordinal}`,
  ordinal,
  headingPath,
  body,
});

describe('readPage', () => {
  it('joins parts of one heading, in the order of the page, so that a list is whole', () => {
    const [section, ...others] = readPage([
      part(1, ['Page', 'Act'], '3. third\n4. fourth'),
      part(0, ['Page', 'Act'], '1. first\n2. second'),
    ]);
    expect(others).toEqual([]);
    expect(section.nodes).toHaveLength(1);
    expect(section.nodes[0]).toMatchObject({
      type: 'list',
      children: [{}, {}, {}, {}],
    });
    expect(section.chunk.chunkId).toBe('c0');
  });

  it('keeps headings apart that come back later', () => {
    const sections = readPage([
      part(0, ['Page', 'Act'], 'one'),
      part(1, ['Page', 'Wait'], 'two'),
      part(2, ['Page', 'Act'], 'three'),
    ]);
    expect(sections.map(({ heading }) => heading)).toEqual([
      'Act',
      'Wait',
      'Act',
    ]);
  });

  it('opens a section at a heading inside of a part, without its marks', () => {
    const sections = readPage([
      part(
        0,
        ['Page', 'Act'],
        '## Act\n\nbefore\n\n### Undo it {#undo} \n\nafter\n\n### Empty ###\n',
      ),
    ]);
    expect(
      sections.map(({ heading, headingPath, nodes }) => [
        heading,
        headingPath,
        nodes.length,
      ]),
    ).toEqual([
      ['Act', ['Page', 'Act'], 1],
      ['Undo it', ['Page', 'Act', 'Undo it'], 1],
    ]);
  });

  it('names a part without headings by its page', () => {
    expect(
      readPage([{ ...part(0, [], 'text'), title: 'The page' }])[0].heading,
    ).toBe('The page');
  });
});
