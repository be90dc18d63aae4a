import { SentenceStream } from './SentenceStream';

function cut(text: string, size = 1): string[] {
  const stream = new SentenceStream();
  const pieces: string[] = [];
  for (let i = 0; i < text.length; i += size) {
    pieces.push(...stream.push(text.slice(i, i + size)));
  }
  return [...pieces, ...stream.flush()];
}

describe('SentenceStream', () => {
  it.each([1, 3, 1_000])(
    'gives whole sentences with their marks, in pieces of %i',
    size => {
      expect(
        cut('One. [^1] Two (see `a. b`) [^2]. Три… [^P3] Four', size),
      ).toEqual([
        'One. [^1]',
        ' Two (see `a. b`) [^2].',
        ' Три… [^P3]',
        ' Four',
      ]);
    },
  );

  it('gives lines and whole code blocks', () => {
    expect(cut('- a [^1]\n- b\n```bash\nrm x. Y\n\necho z\n```\nend')).toEqual([
      '- a [^1]\n',
      '- b\n',
      '```bash\nrm x. Y\n\necho z\n```\n',
      'end',
    ]);
  });

  it('loses nothing', () => {
    const text = 'A. B [^1]. C\n\n```\nx\n```\n1.5 d. e';
    expect(cut(text).join('')).toBe(text);
  });

  it('does not wait for ever', () => {
    expect(cut('x'.repeat(9_000), 500).map(piece => piece.length)).toEqual([
      4_000, 4_000, 1_000,
    ]);
  });
});
