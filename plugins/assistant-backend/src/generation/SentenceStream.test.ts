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

  it('cuts the same sentences however the text arrives', () => {
    const text =
      'Roll back with `helm rollback a. b` [^1]. Watch the pods.[^2] Done!\n- **one** (see ch. 3) [^P4]\n\n```yaml\na: 1.\n\nb: "```"\n```\nВсё. Конец';
    // an empty line may stand at the end of a piece or alone, which nobody sees
    const sentences = (size: number) =>
      cut(text, size)
        .map(piece => piece.trim())
        .filter(Boolean);
    const whole = sentences(text.length);
    expect(whole).toContain('Watch the pods.[^2]');
    for (let size = 1; size < text.length; size++) {
      expect(sentences(size)).toEqual(whole);
      expect(cut(text, size).join('')).toBe(text);
    }
  });

  it('gives an open block at the end, whole', () => {
    expect(cut('```bash\nrm x. Y\n')).toEqual(['```bash\nrm x. Y\n']);
    expect(cut(' \n ').join('').trim()).toBe('');
  });
});
