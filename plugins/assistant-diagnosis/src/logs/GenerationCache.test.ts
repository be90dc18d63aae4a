import { GenerationCache } from './GenerationCache';

describe('GenerationCache', () => {
  it('never holds more than its capacity', () => {
    const cache = new GenerationCache<number, number>(10);
    for (let i = 0; i < 1000; i++) {
      cache.set(i, i);
      expect(cache.size).toBeLessThanOrEqual(10);
    }
    expect(cache.get(999)).toBe(999);
    expect(cache.get(0)).toBeUndefined();
  });

  it('keeps what is asked for', () => {
    const cache = new GenerationCache<string, number>(10);
    cache.set('asked', 1);
    for (let i = 0; i < 100; i++) {
      cache.set(`other ${i}`, i);
      expect(cache.get('asked')).toBe(1);
    }
  });
});
