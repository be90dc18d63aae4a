import { TextNormalizer } from './TextNormalizer';

describe('TextNormalizer', () => {
  const normalizer = new TextNormalizer({
    sources: ['\n', 'é', 'e\u0301', 'e', '\u00ad', 'ﬁ'],
    replacements: [' ', 'é', 'é', 'e', '', 'fi'],
  });

  it.each([
    ['starts with a space sign', 'pod', '▁pod'],
    ['turns runs of spaces into one', '  a \n  b ', '▁a▁b'],
    ['takes the longest source', 'e\u0301e', '▁ée'],
    ['replaces by several or no characters', 'ﬁ\u00adx', '▁fix'],
    ['leaves alone what has no pair', 'Ж🚀', '▁Ж🚀'],
    ['mends broken Unicode', 'a\ud800b', '▁a\ufffdb'],
    ['gives nothing for nothing', '', ''],
    ['gives nothing for spaces', ' \n ', ''],
  ])('%s', (_, text, expected) => {
    expect(normalizer.normalize(text)).toBe(expected);
  });
});
