import { RateLimit } from './RateLimit';
import { retryAfter } from './retryAfter';
import { toUnitVector } from './toUnitVector';

const { signal } = new AbortController();

describe('retryAfter', () => {
  const now = Date.parse('2026-11-24T12:00:00Z');
  const wait = (headers: Record<string, string>, attempt = 0) =>
    retryAfter(new Headers(headers), attempt, now);

  it.each<[Record<string, string>, number]>([
    [{ 'retry-after': '3' }, 3_000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Tue, 24 Nov 2026 12:00:07 GMT' }, 7_000],
    // a clock that is behind ours
    [{ 'retry-after': 'Tue, 24 Nov 2026 11:00:00 GMT' }, 0],
    // milliseconds are what the server means more exactly
    [{ 'retry-after': '9', 'retry-after-ms': '250' }, 250],
    // nobody waits for an hour
    [{ 'retry-after': '3600' }, 60_000],
  ])('does as the server asks: %j', (headers, expected) => {
    expect(wait(headers)).toBe(expected);
  });

  it.each<[Record<string, string> | undefined]>([
    [undefined],
    [{}],
    [{ 'retry-after': 'soon' }],
    [{ 'retry-after-ms': 'NaN' }],
    [{ 'retry-after-ms': '-1' }],
    [{ 'retry-after-ms': 'Infinity' }],
  ])('waits twice as long each time without a usable answer: %j', headers => {
    [0, 1, 2, 3].forEach(attempt => {
      const ms = retryAfter(headers && new Headers(headers), attempt, now);
      expect(ms).toBeGreaterThanOrEqual(500 * 2 ** attempt * 0.75);
      expect(ms).toBeLessThanOrEqual(500 * 2 ** attempt * 1.25);
    });
    expect(retryAfter(headers && new Headers(headers), 40, now)).toBe(60_000);
  });
});

describe('RateLimit', () => {
  afterEach(() => {
    jest.restoreAllMocks();
  });

  /** Takes turns at a time that stands still, and tells how long each has to wait. */
  async function turns(limit: RateLimit, urgent: boolean[]) {
    jest.spyOn(performance, 'now').mockReturnValue(1_000);
    const started = Date.now();
    const waits = await Promise.all(
      urgent.map(async each => {
        await limit.take({ urgent: each, signal });
        return Date.now() - started;
      }),
    );
    return waits;
  }

  it('lets the first one through at once, and the others evenly', async () => {
    // 600 a minute: one each 100 ms
    const waits = await turns(new RateLimit(600), [false, false, false]);
    expect(waits[0]).toBeLessThan(60);
    expect(waits[1]).toBeGreaterThanOrEqual(90);
    expect(waits[2]).toBeGreaterThanOrEqual(190);
  });

  it('never lets a question wait, but counts it', async () => {
    const waits = await turns(new RateLimit(600), [true, true, false]);
    expect(waits[0]).toBeLessThan(60);
    expect(waits[1]).toBeLessThan(60);
    expect(waits[2]).toBeGreaterThanOrEqual(190);
  });

  it('does not save up turns while nobody asks', async () => {
    const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
    const limit = new RateLimit(600);
    await limit.take({ urgent: false, signal });
    clock.mockReturnValue(60_000);
    const started = Date.now();
    await limit.take({ urgent: false, signal });
    expect(Date.now() - started).toBeLessThan(60);
    await limit.take({ urgent: false, signal });
    expect(Date.now() - started).toBeGreaterThanOrEqual(90);
  });

  it('lets go at once of what is cancelled while it waits', async () => {
    const limit = new RateLimit(1);
    await limit.take({ urgent: false, signal });
    const controller = new AbortController();
    const turn = limit.take({ urgent: false, signal: controller.signal });
    controller.abort();
    await expect(turn).rejects.toThrow(/abort/i);
  });
});

describe('toUnitVector', () => {
  const base64 = (...values: number[]) =>
    Buffer.from(new Float32Array(values).buffer).toString('base64');

  it.each<[string, unknown]>([
    ['numbers', [3, 4]],
    ['base64', base64(3, 4)],
    // some servers write numbers as text
    ['numbers in quotes', ['3', '4']],
  ])('scales %s to length 1', (_name, embedding) => {
    const vector = toUnitVector(embedding, 2);
    expect(vector).toBeInstanceOf(Float32Array);
    expect(vector[0]).toBeCloseTo(0.6, 6);
    expect(vector[1]).toBeCloseTo(0.8, 6);
  });

  it('reads bytes that do not begin at a multiple of four', () => {
    // small buffers share one block of memory, at any offset
    for (let n = 0; n < 8; n++) {
      Buffer.from('x'.repeat(n));
      expect(Array.from(toUnitVector(base64(0, 2, 0), 3))).toEqual([0, 1, 0]);
    }
  });

  it.each<[string, unknown]>([
    ['too short', [1, 2]],
    ['too long', [1, 2, 3, 4]],
    ['too long in base64', base64(1, 2, 3, 4)],
    ['nothing', []],
  ])('says which length to configure: %s', (_name, embedding) => {
    expect(() => toUnitVector(embedding, 3)).toThrow(
      /vectors of \d numbers, and 3 are configured; set assistant\.embedder\.openai\.dimensions to \d/,
    );
  });

  it.each<[string, unknown]>([
    ['zeros', [0, 0, 0]],
    ['words', ['a', 'b', 'c']],
    ['NaN', [NaN, 1, 1]],
    ['infinity', [Infinity, 1, 1]],
    ['holes', [null, undefined, 'x']],
    ['NaN in base64', base64(NaN, 1, 1)],
  ])('refuses a vector without a direction: %s', (_name, embedding) => {
    expect(() => toUnitVector(embedding, 3)).toThrow('without a direction');
  });

  it.each([undefined, null, 12, {}, { 0: 1 }, 'abc', true])(
    'refuses what is no vector: %j',
    embedding => {
      expect(() => toUnitVector(embedding, 3)).toThrow('is no vector');
    },
  );
});
