import { hashHoles } from './tokenHoles';

describe('hashHoles', () => {
  it('gives a hole the key of the sequence with a variable there', () => {
    const { holes } = hashHoles(['Login', 'of', 'ann', 'refused']);
    expect(holes[2]).toBe(hashHoles(['Login', 'of', '<*>', 'refused']).key);
    expect(holes[0]).toBe(hashHoles(['<*>', 'of', 'ann', 'refused']).key);
  });

  it('has no hole where there is a variable', () => {
    expect(hashHoles(['a', '<*>']).holes[1]).toBeUndefined();
  });

  it('tells order and length apart', () => {
    const keys = [
      ['a', 'b'],
      ['b', 'a'],
      ['a', 'b', ''],
      ['ab'],
      [],
      ['<*>', 'b'],
    ].map(tokens => hashHoles(tokens).key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('has no equal keys among 100,000 sequences', () => {
    const keys = new Set<number>();
    for (let i = 0; i < 100_000; i++) {
      keys.add(hashHoles(['order', String(i), 'done']).key);
    }
    expect(keys.size).toBe(100_000);
  });
});
