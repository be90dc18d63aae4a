import type { TelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node';
import { telemetryBatches } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { eachEngine } from '../testUtils/eachEngine';
import { createTelemetryHarness } from '../testUtils/telemetry';

const {
  BatchWriter,
  NOON,
  lines,
  metric,
  readAll,
  resource,
  templates,
  workload,
} = telemetryBatches;

const CART = workload('cart');
const CHECKOUT = workload('checkout');
const LONG = 'x'.repeat(1_000_000);

eachEngine('storing telemetry', getEngine => {
  let base: TelemetryBase;
  let writer: telemetryBatches.BatchWriter;

  beforeEach(async () => {
    base = await createTelemetryHarness(getEngine()).create();
    writer = new BatchWriter(base);
  });

  it('cuts what is too long, and says so', async () => {
    await writer.write({
      workloads: [{ ...CART, hints: { note: LONG } }],
      signals: [{ ...templates(CART.key, 't1')[0], template: LONG }],
      windows: [lines(CART.key, 't1', 1, { text: LONG })],
      series: [
        { ...metric(CART.key, NOON, 1).series[0], labels: { le: LONG } },
      ],
      points: metric(CART.key, NOON, 1).points,
      resources: [
        resource('Pod', LONG, 'ready', {
          workloadKey: CART.key,
          body: { message: LONG, deep: { list: [LONG, '\u0000', '\ud800'] } },
        }),
      ],
      deadLetters: [
        { at: NOON, source: 'logs/prod', reason: LONG, excerpt: LONG },
      ],
    });
    const { resources, series, logs } = await readAll(base);
    const text = JSON.stringify([resources, logs, series[0].labels]);
    expect(text.length).toBeLessThan(40_000);
    expect(text.match(/… \[cut: 1000000 characters\]/g)).toHaveLength(6);
    expect(resources[0].body).toMatchObject({
      deep: { list: [expect.any(String), '', '\ufffd'] },
    });
  });

  it('finds keys of any length again, and keeps them apart', async () => {
    const series = (suffix: string) => ({
      ...metric(CART.key, NOON, 1).series[0],
      key: LONG + suffix,
    });
    const write = (suffix: string, at: number) =>
      writer.write({
        workloads: [CART],
        series: [series(suffix)],
        points: [{ seriesKey: LONG + suffix, at, value: 1 }],
      });
    await write('a', NOON);
    await write('b', NOON);
    await write('a', NOON + 1);
    const { series: found } = await readAll(base);
    expect(found.map(({ times }) => times.length).sort()).toEqual([1, 2]);
  });

  it('shrinks a state that is too large as a whole', async () => {
    const body = Object.fromEntries(
      Array.from({ length: 3_000 }, (_, i) => [`key ${i}`, 'x'.repeat(200)]),
    );
    await writer.write({
      resources: [resource('Pod', 'p', 's', { body })],
      workloads: [CART],
    });
    const { resources } = await readAll(base);
    expect(JSON.stringify(resources[0].body).length).toBeLessThan(64_000);
  });

  it('leaves nothing of a commit that is cut off before its end', async () => {
    await writer.write({ workloads: [CART] });
    let checks = 0;
    const controller = new AbortController();
    const { signal } = controller;
    jest.spyOn(signal, 'throwIfAborted').mockImplementation(() => {
      checks++;
      // the last look is the one after all rows were written
      if (checks === 3) {
        throw new Error('killed');
      }
    });
    const batch = await writer.prepare({
      workloads: [CHECKOUT],
      signals: templates(CHECKOUT.key, 't1'),
      windows: [lines(CHECKOUT.key, 't1', 1)],
      ...metric(CHECKOUT.key, NOON, 1),
      resources: [resource('Pod', 'p', 'ready')],
    });
    await expect(base.commit(batch, { now: NOON, signal })).rejects.toThrow(
      'killed',
    );
    expect(checks).toBe(3);
    expect((await base.open()).version).toBe(1);
    await expect(base.readOffset('logs/prod', '0')).resolves.toBe('1');
    await expect(base.listWorkloads({ limit: 5 })).resolves.toHaveLength(1);
    const { logs, series, resources } = await readAll(base);
    expect([...logs, ...series, ...resources]).toEqual([]);
    // and the same batch can be stored afterwards
    const { signal: fine } = new AbortController();
    await expect(
      base.commit(batch, { now: NOON, signal: fine }),
    ).resolves.toEqual({ version: 2 });
  });

  it('takes commits of several sources at once, each with a version of its own', async () => {
    const sources = ['a', 'b', 'c', 'd'];
    const versions = await Promise.all(
      sources.map(async source => {
        const found: number[] = [];
        for (let i = 0; i < 5; i++) {
          found.push(
            await writer.write({
              source,
              workloads: [CART, CHECKOUT],
              signals: templates(CART.key, 't1', 't2'),
              windows: [lines(CART.key, 't1', 1), lines(CART.key, 't2', 1)],
              ...metric(CART.key, NOON + i, i),
            }),
          );
        }
        return found;
      }),
    );
    expect(versions.flat().sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
    const { logs } = await readAll(base);
    expect(
      logs.flatMap(({ windows }) => windows.map(({ count }) => count)),
    ).toEqual([20, 20]);
  });

  it('counts lines of a template that grew wider as one signal, as long as that is visible', async () => {
    await writer.write({
      workloads: [CART],
      signals: templates(CART.key, 'narrow'),
      windows: [lines(CART.key, 'narrow', 2)],
    });
    const version = await writer.write({
      signals: [{ ...templates(CART.key, 'wide')[0], replaces: 'narrow' }],
      windows: [lines(CART.key, 'wide', 3, { at: NOON + 10_000 })],
    });
    const { logs } = await readAll(base);
    expect(logs).toEqual([
      expect.objectContaining({
        template: 'template wide',
        firstSeen: NOON,
        windows: [
          { at: NOON, count: 2 },
          { at: NOON + 10_000, count: 3 },
        ],
      }),
    ]);
    const before = await readAll(base, { version: version - 1 });
    expect(before.logs).toEqual([
      expect.objectContaining({ template: 'template narrow' }),
    ]);
  });

  it('tells everybody nearby that something shared has changed', async () => {
    const other = workload('billing', { key: 'billing', namespace: 'finance' });
    const { version } = {
      version: await writer.write({ workloads: [CART, other] }),
    };
    const { signal } = new AbortController();
    const changedBy = async (namespace: string | undefined) => {
      const from = (await base.open()).version;
      await writer.write({
        resources: [resource('Thing', `of ${namespace}`, 's', { namespace })],
      });
      return (await base.open()).changedSince(from, { signal });
    };
    expect(version).toBe(1);
    await expect(changedBy('shop')).resolves.toEqual([CART.key]);
    await expect(changedBy(undefined)).resolves.toEqual(['billing', CART.key]);
  });
});
