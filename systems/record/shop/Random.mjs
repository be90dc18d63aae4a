/** Repeatable chance: the same seed gives the same traffic. */
export class Random {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0 || 1;
  }

  /** Even between 0 and 1 (mulberry32). */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  /** Bell-shaped around 0 with deviation 1. */
  bell() {
    return (
      Math.sqrt(-2 * Math.log(1 - this.next())) *
      Math.cos(2 * Math.PI * this.next())
    );
  }

  pick(list) {
    return list[Math.floor(this.next() * list.length)];
  }

  whole(from, to) {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  hex(length) {
    let digits = '';
    while (digits.length < length) digits += this.whole(0, 15).toString(16);
    return digits;
  }

  /** How many arrive when `mean` are expected. */
  arrivals(mean) {
    const end = Math.exp(-mean);
    let count = 0;
    for (let product = this.next(); product > end; product *= this.next())
      count += 1;
    return count;
  }
}
