/**
 * The recording clock: the machine's clock with the dull days left out.
 *
 * A cluster whose objects are all minutes old is no likeness of a real one. So the recorder sets up the shop, lets the
 * clock jump over days in which nothing happens, deploys something, jumps again, and plays the incident itself without
 * any jump. Within a stretch a second is a second; in the last stretch both clocks are equal. Stamps that the servers
 * wrote are moved by the offset of the stretch in which they were written.
 */
export class Clock {
  #stretches;

  constructor(startsAt, wall = Date.now()) {
    const from = wholeSecond(wall);
    this.#stretches = [{ wall: from, offset: wholeSecond(startsAt) - from }];
  }

  now(wall = Date.now()) {
    return wall + this.#stretches.at(-1).offset;
  }

  /** Jumps to a later moment of the recording, or with no argument to the machine's own time. */
  jump(to = Date.now(), wall = Date.now()) {
    const from = wholeSecond(wall);
    const target = to >= wall ? from : wholeSecond(to);
    if (target < this.now(from))
      throw new Error('The recording clock cannot go back.');
    this.#stretches.push({ wall: from, offset: target - from });
  }

  /** The moment of the recording at which the servers wrote a stamp. */
  toRecording(wall) {
    let { offset } = this.#stretches[0];
    for (const stretch of this.#stretches) {
      if (stretch.wall <= wall) offset = stretch.offset;
    }
    return wall + offset;
  }

  /** Moves every stamp inside a value read from a server. */
  move(value) {
    if (typeof value === 'string') {
      return STAMP.test(value) ? this.#moveStamp(value) : value;
    }
    if (Array.isArray(value)) return value.map(entry => this.move(entry));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [key, this.move(entry)]),
    );
  }

  #moveStamp(stamp) {
    const moved = new Date(this.toRecording(Date.parse(stamp))).toISOString();
    // as precise as it was: events carry microseconds, everything else whole seconds
    const fraction = stamp.match(/\.\d+/)?.[0] ?? '';
    return `${moved.slice(0, 19)}${fraction}Z`;
  }
}

const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function wholeSecond(time) {
  return Math.floor(time / 1000) * 1000;
}

export const stamp = time => new Date(time).toISOString();
export const stampOfSecond = time => `${stamp(time).slice(0, 19)}Z`;
export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
