import { splitPlaceholders } from './splitPlaceholders';

describe('splitPlaceholders', () => {
  it('marks every open placeholder and keeps the code as it is', () => {
    const code = 'kubectl -n <ns> get pod <pod>-<ns> $(x)';
    const parts = splitPlaceholders(code, ['<ns>', '<pod>']);
    expect(parts.map(p => p.text).join('')).toBe(code);
    expect(parts.filter(p => p.placeholder).map(p => p.text)).toEqual([
      '<ns>',
      '<pod>',
      '<ns>',
    ]);
  });

  it('prefers the longer of two that begin alike, and takes them literally', () => {
    expect(
      splitPlaceholders('a $NAME_ID b $NAME', ['$NAME', '$NAME_ID'])
        .filter(p => p.placeholder)
        .map(p => p.text),
    ).toEqual(['$NAME_ID', '$NAME']);
  });

  it('does nothing without placeholders', () => {
    expect(splitPlaceholders('ls', ['', ''])).toEqual([
      { text: 'ls', placeholder: false },
    ]);
  });
});
