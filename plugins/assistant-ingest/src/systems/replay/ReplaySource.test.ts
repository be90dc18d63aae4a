import type { TelemetryPage } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Frame, Recording } from './Recording';
import { ReplaySource } from './ReplaySource';

const T = Date.UTC(2026, 0, 1, 12);
const MINUTE = 60_000;

const pod = (at: number, phase: string): Frame => ({
  at,
  records: [
    {
      kind: 'resource',
      at,
      system: 'kubernetes',
      instance: 'c',
      objectKind: 'Pod',
      namespace: 'shop',
      name: 'cart',
      body: {
        metadata: {
          name: 'cart',
          creationTimestamp: new Date(T - 90 * MINUTE)
            .toISOString()
            .replace('.000', ''),
        },
        status: { phase },
      },
    },
  ],
  deadLetters: [],
  complete: ['c/Pod'],
});
const line = (at: number, body = 'x'): Frame => ({
  at,
  records: [
    {
      kind: 'log',
      at,
      origin: { instance: 'c', system: 'kubernetes', pod: 'cart' },
      severity: 'info',
      body,
    },
  ],
  deadLetters: [],
  complete: [],
});

const recording = (
  frames: Frame[],
  part: Partial<Recording> = {},
): Recording => ({
  folder: 'x',
  title: 'x',
  from: T - 60 * MINUTE,
  to: T,
  now: T,
  environments: {},
  frames,
  entities: [],
  warnings: [],
  ...part,
});

async function readAll(
  source: ReplaySource,
  now: number,
  offset?: string,
  maxRecords = 1000,
) {
  const pages: TelemetryPage[] = [];
  let next = offset;
  for (let more = true; more && pages.length < 100; ) {
    const page = await source.read({ offset: next, now, maxRecords });
    pages.push(page);
    next = page.next;
    more = page.more;
  }
  return { pages, next };
}

describe('ReplaySource', () => {
  const now = Date.UTC(2030, 5, 1);

  it('moves all times so that the moment of the question is now', async () => {
    const source = new ReplaySource({
      id: 'r',
      load: async () =>
        recording([pod(T - 30 * MINUTE, 'Pending'), line(T - MINUTE)]),
      hold: false,
    });
    const { pages } = await readAll(source, now);
    const records = pages.flatMap(page => page.records);
    expect(records.map(({ at }) => at)).toEqual([
      now - 30 * MINUTE,
      now - MINUTE,
    ]);
    expect(records[0]).toMatchObject({
      body: { metadata: { creationTimestamp: '2030-05-31T22:30:00Z' } },
    });
    expect(pages[0]).toMatchObject({
      complete: ['c/Pod'],
      listedAt: now - 30 * MINUTE,
    });
  });

  it('plays on what comes after the question, as time passes', async () => {
    const source = new ReplaySource({
      id: 'r',
      load: async () =>
        recording([line(T - MINUTE, 'before'), line(T + MINUTE, 'after')], {
          to: T + MINUTE,
        }),
      hold: false,
    });
    const first = await readAll(source, now);
    expect(first.pages.flatMap(p => p.records)).toHaveLength(1);
    const early = await readAll(source, now + MINUTE - 1, first.next);
    expect(early.pages.flatMap(p => p.records)).toHaveLength(0);
    const late = await readAll(source, now + MINUTE, early.next);
    expect(late.pages.flatMap(p => p.records)).toEqual([
      expect.objectContaining({ body: 'after', at: now + MINUTE }),
    ]);
  });

  it('puts two listings of one kind on two pages', async () => {
    const source = new ReplaySource({
      id: 'r',
      load: async () =>
        recording([
          pod(T - 2 * MINUTE, 'Pending'),
          line(T - MINUTE),
          pod(T, 'Running'),
        ]),
      hold: false,
    });
    const { pages } = await readAll(source, now);
    expect(pages.map(page => page.listedAt)).toEqual([now - 2 * MINUTE, now]);
  });

  it('gives no more records than asked for, and all of them in the end', async () => {
    const frames = Array.from({ length: 20 }, (_, i) =>
      line(T - i * 1000, `line ${i}`),
    ).reverse();
    const source = new ReplaySource({
      id: 'r',
      load: async () => recording(frames),
      hold: false,
    });
    const { pages } = await readAll(source, now, undefined, 3);
    expect(Math.max(...pages.map(page => page.records.length))).toBe(3);
    expect(
      new Set(
        pages.flatMap(p => p.records).map(r => r.kind === 'log' && r.body),
      ).size,
    ).toBe(20);
  });

  it('goes on with its last minutes, and sees its last state again', async () => {
    const source = new ReplaySource({
      id: 'r',
      load: async () =>
        recording([
          line(T - 20 * MINUTE, 'old'),
          line(T - MINUTE, 'new'),
          pod(T, 'Running'),
        ]),
    });
    const first = await readAll(source, now);
    const later = await readAll(source, now + 10 * MINUTE, first.next);
    const records = later.pages.flatMap(page => page.records);
    const lines = records.filter(record => record.kind === 'log');
    expect(lines.map(record => [record.at - now, record.body])).toEqual([
      [4 * MINUTE, 'new'],
      [9 * MINUTE, 'new'],
    ]);
    // the state is as old as it was, and is seen again each minute
    const states = records.filter(record => record.kind === 'resource');
    expect(states.map(({ at }) => (at - now) / MINUTE)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(states.at(-1)).toMatchObject({
      body: { metadata: { creationTimestamp: '2030-05-31T22:30:00Z' } },
    });
  });

  it('does not hold for ever what was being deleted at the end', async () => {
    const leaving = pod(T, 'Running');
    const [record] = leaving.records;
    const source = new ReplaySource({
      id: 'r',
      load: async () =>
        recording([
          {
            ...leaving,
            records: [
              {
                ...record,
                body: {
                  metadata: { deletionTimestamp: '2026-01-01T12:00:00Z' },
                },
              } as typeof record,
            ],
          },
        ]),
    });
    const first = await readAll(source, now);
    const later = await readAll(source, now + MINUTE, first.next);
    expect(first.pages.flatMap(page => page.records)).toHaveLength(1);
    expect(later.pages.map(page => [page.complete, page.records])).toEqual([
      [['c/Pod'], []],
    ]);
  });

  it('reads the folder again after a failure, and says what is wrong with a position', async () => {
    let fails = true;
    const source = new ReplaySource({
      id: 'r',
      load: async () => {
        if (fails) {
          throw new Error('no disk');
        }
        return recording([line(T)]);
      },
      hold: false,
    });
    await expect(source.read({ now, maxRecords: 10 })).rejects.toThrow(
      'no disk',
    );
    fails = false;
    expect((await source.read({ now, maxRecords: 10 })).records).toHaveLength(
      1,
    );
    await expect(
      source.read({ offset: '{"shift":', now, maxRecords: 10 }),
    ).rejects.toThrow('position of the recording');
  });
});
