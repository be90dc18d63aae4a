import type { TelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node';
import { telemetryBatches } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { listSlots } from '../operations/telemetry/timeSlots';
import { eachEngine } from '../testUtils/eachEngine';
import { createTelemetryHarness } from '../testUtils/telemetry';

const {
  BatchWriter,
  NOON,
  comparable,
  lines,
  metric,
  readAll,
  resource,
  templates,
  workload,
} = telemetryBatches;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CART = workload('cart');
const CHECKOUT = workload('checkout');
const BY = 'user:default/ann';
const RETENTION = {
  metrics: 6 * HOUR,
  logs: 24 * HOUR,
  rollups: 8 * DAY,
  states: 14 * DAY,
};

eachEngine('keeping telemetry', getEngine => {
  let base: TelemetryBase;
  let writer: telemetryBatches.BatchWriter;

  beforeEach(async () => {
    base = await createTelemetryHarness(getEngine(), RETENTION).create();
    writer = new BatchWriter(base);
  });

  const write = (now: number, value: number, text = 'a line') =>
    writer.write(
      {
        workloads: [CART, CHECKOUT],
        signals: templates(CART.key, 't1'),
        windows: [lines(CART.key, 't1', value, { at: now, text })],
        ...metric(CART.key, now, value),
        newestAt: now,
      },
      now,
    );
  const read = (at: number, historyMs = 20 * DAY) =>
    base.open().then(reader =>
      reader.readSnapshot({
        entityRefs: 'all',
        at,
        window: { from: at, to: at },
        historyMs,
        signal: new AbortController().signal,
      }),
    );

  it('makes means and sums over five minutes of what is old, and drops that later', async () => {
    for (let i = 0; i < 4; i++) {
      await write(NOON + i * 15_000, i + 1, `line ${i}`);
    }
    const nextDay = NOON + 30 * HOUR;
    await write(nextDay, 100);
    await expect(base.prune({ now: nextDay })).resolves.toBeGreaterThan(0);
    const kept = await read(nextDay);
    expect([...kept.series[0].values]).toEqual([2.5, 100]);
    expect(kept.logs[0].windows).toEqual([
      { at: NOON, count: 10 },
      { at: nextDay, count: 100 },
    ]);
    expect(kept.logs[0].firstSeen).toBe(NOON);
    await expect(listSlots(getEngine().knex, 'point')).resolves.toHaveLength(1);

    const later = NOON + 10 * DAY;
    await write(later, 7);
    await base.prune({ now: later });
    expect([...(await read(later)).series[0].values]).toEqual([100, 7]);
    // the last value is made a mean only now, which is kept as long as any
    await base.prune({ now: later + 5 * DAY });
    expect((await read(later + 5 * DAY)).series).toHaveLength(1);
    await base.prune({ now: later + 15 * DAY });
    expect((await read(later + 15 * DAY)).series).toEqual([]);
  });

  it('keeps what is hidden apart when it makes means, so that undo brings it back', async () => {
    const first = await write(NOON, 10);
    await write(NOON + 1_000, 20);
    const range = await base.goBack({ version: first, by: BY, now: NOON });
    await write(NOON + 2_000, 60);
    const later = NOON + 30 * HOUR;
    await base.prune({ now: later });
    expect((await read(later)).logs[0].windows).toEqual([
      { at: NOON, count: 70 },
    ]);
    await base.undo(Number(range?.id));
    expect((await read(later)).logs[0].windows).toEqual([
      { at: NOON, count: 90 },
    ]);
  });

  it('keeps the last state of an object however old it is, and no older ones', async () => {
    const list = (now: number, ...resources: ReturnType<typeof resource>[]) =>
      writer.write(
        { workloads: [CART], resources, complete: ['prod/Pod'], listedAt: now },
        now,
      );
    const pod = (name: string, state: string, validFrom: number) =>
      resource('Pod', name, state, { validFrom });
    await list(NOON, pod('a', 'old', NOON), pod('b', 'old', NOON));
    await list(NOON + 1, pod('a', 'new', NOON + 1));
    const later = NOON + 20 * DAY;
    await base.prune({ now: later });
    const { resources } = await read(later, 30 * DAY);
    expect(resources.map(({ name, body }) => [name, body])).toEqual([
      ['a', { state: 'new' }],
    ]);
    // and what is listed again is no news
    await list(later, pod('a', 'new', later), pod('b', 'old', later));
    const listed = await read(later, 30 * DAY);
    expect(
      listed.resources.map(({ name, validFrom }) => [name, validFrom]),
    ).toEqual([
      ['a', NOON + 1],
      ['b', later],
    ]);
  });

  it('keeps of old versions the last of each minute, to go back to', async () => {
    const first = await write(NOON, 1);
    const second = await write(NOON + 10, 1);
    const third = await write(NOON + 60_000, 1);
    await base.prune({ now: NOON + 2 * DAY });
    await expect(base.versionAt(NOON)).resolves.toBe(0);
    await expect(base.versionAt(NOON + 10)).resolves.toBe(second);
    await expect(base.versionAt(NOON + DAY)).resolves.toBe(third);
    expect(first).toBe(1);
  });

  it('uses the space of what was deleted again', async () => {
    const sizes: number[] = [];
    for (let i = 0; i < 8; i++) {
      const changes = Array.from({ length: 1_000 }, (_, no) => ({
        id: `${i}/${no}`,
        at: NOON + i,
        subject: { system: 'k', instance: 'prod', kind: 'K', name: 'n' },
        kind: 'config',
        summary: 'x'.repeat(400),
      }));
      await writer.write({ changes }, NOON + i);
      await base.purge({ contains: 'xxx' });
      if (getEngine().kind === 'postgres') {
        // a server does this by itself, some time later
        await getEngine().knex.raw('vacuum telemetry_change');
      }
      sizes.push((await base.status({ now: NOON })).bytes);
    }
    expect(sizes[7]).toBeLessThan(sizes[0] * 1.5);
  });

  it('drops the oldest when the base is too large, but never the newest', async () => {
    const small = await createTelemetryHarness(getEngine(), {
      maxBytes: 1,
    }).create();
    writer = new BatchWriter(small);
    base = small;
    for (let i = 0; i < 5; i++) {
      await write(NOON + i * 4 * HOUR, i + 1);
    }
    await small.prune({ now: NOON + 16 * HOUR });
    expect([...(await read(NOON + DAY)).series[0].values]).toEqual([5]);
    expect((await small.status({ now: NOON })).bytes).toBeGreaterThan(1);
  });

  it('goes back and undoes in one row each, also with much in it', async () => {
    const points = Array.from({ length: 50_000 }, (_, i) => ({
      seriesKey: `${CART.key}/requests`,
      at: NOON + i,
      value: i,
    }));
    const first = await write(NOON, 1);
    for (let i = 0; i < 4; i++) {
      await writer.write({ points }, NOON + i);
    }
    const begin = Date.now();
    const range = await base.goBack({ version: first, by: BY, now: NOON });
    expect((await read(NOON + HOUR)).series[0].times).toHaveLength(1);
    await base.undo(Number(range?.id));
    expect(Date.now() - begin).toBeLessThan(1_000);
    expect(comparable(await readAll(base)).series[0].times).toHaveLength(
      50_000,
    );
    await expect(base.undo(Number(range?.id))).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });
});
