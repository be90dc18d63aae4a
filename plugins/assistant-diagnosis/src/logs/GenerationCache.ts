/**
 * A map that forgets what was not asked for lately, at no cost per look-up.
 *
 * Two generations of half the size: when the young one is full it becomes the old one, and the old one is dropped.
 * What is found in the old one moves to the young one.
 *
 * @internal
 */
export class GenerationCache<K, V> {
  private young = new Map<K, V>();
  private old = new Map<K, V>();

  constructor(private readonly capacity: number) {}

  get(key: K): V | undefined {
    const value = this.young.get(key);
    if (value !== undefined) {
      return value;
    }
    const older = this.old.get(key);
    if (older !== undefined) {
      this.set(key, older);
    }
    return older;
  }

  set(key: K, value: V): void {
    if (this.young.size >= this.capacity / 2) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }

  get size(): number {
    return this.young.size + this.old.size;
  }
}
