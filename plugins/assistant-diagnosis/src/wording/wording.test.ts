import { countRu, describeCommand, listNames, quote, safeName } from '.';

describe('wording', () => {
  it('quotes one bounded line without control characters or a full stop', () => {
    expect(quote('a\u0000b\n\tc\u202e d.')).toBe('a b c d');
    expect(quote('x'.repeat(5_000_000), 10)).toBe(`${'x'.repeat(9)}…`);
  });

  it('declines after numbers', () => {
    expect(
      [1, 3, 5, 11, 21].map(n => countRu(n, 'под', 'пода', 'подов')),
    ).toEqual(['1 под', '3 пода', '5 подов', '11 подов', '21 под']);
  });

  it('cuts long lists', () => {
    expect(listNames(['a', 'b', 'c'], 2)).toBe('a, b … (+1)');
  });

  it('puts only names of the grammar into commands', () => {
    expect(safeName('a-1.b', 'name')).toBe('a-1.b');
    for (const evil of [
      'a b',
      '-x',
      'a;b',
      '$(x)',
      'A',
      '',
      "a'",
      'a\nb',
      '--all',
    ]) {
      expect(safeName(evil, 'name')).toBe('<name>');
    }
    expect(
      describeCommand({
        system: 'kubernetes',
        instance: 'i',
        kind: 'Node',
        name: 'n-1',
      }),
    ).toBe('kubectl describe node n-1');
  });
});
