/* eslint-disable jest/no-export, max-lines-per-function -- a suite that the test files of implementations call */
import type { TelemetryBase } from '../knowledge';
import { describeTelemetryScope } from './describeTelemetryScope';
import { describeTelemetryVersions } from './describeTelemetryVersions';
import {
  BatchWriter,
  NOON,
  comparable,
  lines,
  metric,
  readAll,
  resource,
  templates,
  workload,
} from './telemetryBatches';

/** @public */
export interface TelemetryBaseHarness {
  /** An empty base; one that was created before is used no more. */
  create(): Promise<TelemetryBase>;
  close?(): Promise<void>;
}

const { signal } = new AbortController();
const CART = workload('cart');
const LEASE = { source: 'logs/prod', durationMs: 10_000 };

/**
 * What every telemetry base has to keep. Call it in a test file of the base.
 *
 * @public
 */
export function describeTelemetryBase(
  name: string,
  createHarness: () => Promise<TelemetryBaseHarness>,
): void {
  describe(`${name} as a telemetry base`, () => {
    let harness: TelemetryBaseHarness;
    let base: TelemetryBase;
    let writer: BatchWriter;

    beforeAll(async () => {
      harness = await createHarness();
    }, 60_000);
    afterAll(async () => harness?.close?.());
    beforeEach(async () => {
      base = await harness.create();
      writer = new BatchWriter(base);
    });

    it('is empty at first', async () => {
      const reader = await base.open({ signal });
      expect(reader.version).toBe(0);
      expect(reader.at).toBeUndefined();
      expect(comparable(await readAll(base))).toEqual({
        resources: [],
        series: [],
        logs: [],
        changes: [],
        gaps: [],
        entities: [],
        recordedKinds: [],
      });
    });

    it('gives back what one commit stored', async () => {
      const { key, hints, ...ref } = CART;
      const version = await writer.write({
        workloads: [CART],
        signals: templates(CART.key, 't1'),
        windows: [lines(CART.key, 't1', 3, { text: 'out of memory' })],
        ...metric(CART.key, NOON, 4.5),
        resources: [
          resource('Pod', 'cart-1', 'ready', {
            workloadKey: CART.key,
            uid: 'u1',
          }),
        ],
        newestAt: NOON,
      });
      const snapshot = await readAll(base);
      expect(snapshot.resources).toEqual([
        expect.objectContaining({
          kind: 'Pod',
          namespace: 'shop',
          name: 'cart-1',
          uid: 'u1',
          validFrom: NOON,
          body: { state: 'ready' },
        }),
      ]);
      expect(snapshot.series).toEqual([
        expect.objectContaining({
          name: 'requests',
          workload: ref,
          instance: 'prod',
          times: Float64Array.of(NOON),
          values: Float64Array.of(4.5),
        }),
      ]);
      expect(snapshot.logs).toEqual([
        expect.objectContaining({
          workload: ref,
          template: 'template t1',
          severity: 'error',
          firstSeen: NOON,
          lastSeen: NOON,
          windows: [{ at: NOON, count: 3 }],
          sample: expect.objectContaining({ text: 'out of memory' }),
        }),
      ]);
      const reader = await base.open({ signal });
      expect(reader.version).toBe(version);
      expect(reader.at).toBe(NOON);
    });

    it('gives a source to one holder, and its commits to the newest lease', async () => {
      const first = await base.acquireLease({
        ...LEASE,
        holder: 'a',
        now: NOON,
      });
      await expect(
        base.acquireLease({ ...LEASE, holder: 'b', now: NOON + 1 }),
      ).resolves.toBeUndefined();
      await expect(
        base.acquireLease({ ...LEASE, holder: 'a', now: NOON + 5_000 }),
      ).resolves.toEqual({ ...first, expiresAt: NOON + 15_000 });
      const second = await base.acquireLease({
        ...LEASE,
        holder: 'b',
        now: NOON + 15_001,
      });
      expect(second?.epoch).toBeGreaterThan(Number(first?.epoch));

      const old = new BatchWriter(base, first?.epoch);
      await expect(old.write({ workloads: [CART] })).rejects.toMatchObject({
        name: 'ConflictError',
      });
      await expect(base.readOffset('logs/prod', '0')).resolves.toBeUndefined();
      await expect(
        new BatchWriter(base, second?.epoch).write({ workloads: [CART] }),
      ).resolves.toBe(1);

      await base.releaseLease({ source: 'logs/prod', holder: 'b' });
      await expect(
        base.acquireLease({ ...LEASE, holder: 'a', now: NOON + 15_002 }),
      ).resolves.toMatchObject({ source: 'logs/prod' });
    });

    it('stores a batch that is delivered again only once', async () => {
      const batch = await writer.prepare({
        workloads: [CART],
        signals: templates(CART.key, 't1'),
        windows: [lines(CART.key, 't1', 3)],
        ...metric(CART.key, NOON, 1),
      });
      await base.commit(batch, { now: NOON, signal });
      const before = comparable(await readAll(base));
      await expect(
        base.commit(batch, { now: NOON, signal }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
      expect(comparable(await readAll(base))).toEqual(before);
      await expect(base.readOffset('logs/prod', '0')).resolves.toBe('1');
    });

    it('lets one of two writers win', async () => {
      const batches = await Promise.all(
        [1, 2, 3].map(count =>
          writer.prepare({
            workloads: [CART],
            signals: templates(CART.key, 't1'),
            windows: [lines(CART.key, 't1', count)],
          }),
        ),
      );
      const results = await Promise.allSettled(
        batches.map(batch => base.commit(batch, { now: NOON, signal })),
      );
      const won = results.findIndex(({ status }) => status === 'fulfilled');
      expect(results.map(({ status }) => status).sort()).toEqual([
        'fulfilled',
        'rejected',
        'rejected',
      ]);
      const { logs } = await readAll(base);
      expect(logs[0].windows).toEqual([{ at: NOON, count: won + 1 }]);
    });

    it('adds up the counts of several batches, and takes the newest value of one time', async () => {
      await writer.write({
        workloads: [CART],
        signals: templates(CART.key, 't1'),
        windows: [lines(CART.key, 't1', 3, { text: 'old' })],
        ...metric(CART.key, NOON, 1),
      });
      await writer.write({
        windows: [lines(CART.key, 't1', 4, { at: NOON + 5, text: 'new' })],
        points: [{ seriesKey: `${CART.key}/requests`, at: NOON, value: 2 }],
      });
      const { logs, series } = await readAll(base);
      expect(logs).toEqual([
        expect.objectContaining({
          firstSeen: NOON,
          lastSeen: NOON + 5,
          windows: [{ at: NOON, count: 7 }],
          sample: expect.objectContaining({ text: 'new' }),
        }),
      ]);
      expect(series[0].values).toEqual(Float64Array.of(2));
    });

    it('refuses what is no number and no time, and keeps nothing of its batch', async () => {
      for (const content of [
        metric(CART.key, NOON, NaN),
        metric(CART.key, NOON, Infinity),
        metric(CART.key, 1.5, 1),
        metric(CART.key, Number.MAX_VALUE, 1),
        { windows: [lines('of nobody', 't1', 1)] },
      ]) {
        await expect(
          writer.write({ workloads: [CART], ...content }),
        ).rejects.toMatchObject({ name: 'InputError' });
      }
      await expect(base.readOffset('logs/prod', '0')).resolves.toBeUndefined();
      await expect(base.listWorkloads({ limit: 10 })).resolves.toEqual([]);
    });

    it('writes nothing when its signal is aborted', async () => {
      const batch = await writer.prepare({ workloads: [CART] });
      await expect(
        base.commit(batch, {
          now: NOON,
          signal: AbortSignal.abort(new Error('enough')),
        }),
      ).rejects.toThrow('enough');
      await expect(base.readOffset('logs/prod', '0')).resolves.toBeUndefined();
    });

    it('takes times in 1970 and in the future, and is no fresher for them', async () => {
      const future = Date.UTC(2100, 0, 1);
      for (const at of [0, future, NOON]) {
        await writer.write({
          workloads: [CART],
          signals: templates(CART.key, 't1'),
          windows: [lines(CART.key, 't1', 1, { at })],
          ...metric(CART.key, at, 1),
          newestAt: at,
        });
      }
      const { series, logs } = await readAll(base);
      expect(series[0].times).toEqual(Float64Array.of(NOON));
      expect(logs[0].windows).toEqual([{ at: NOON, count: 1 }]);
      expect((await base.open({ signal })).at).toBe(NOON);
    });

    it('ends objects that a complete list lacks, and dates those that it has', async () => {
      const pod = (each: string, at: number, state = 'ready') =>
        resource('Pod', each, state, { validFrom: at });
      const list = (at: number, ...resources: ReturnType<typeof pod>[]) =>
        writer.write({ resources, complete: ['prod/Pod'], listedAt: at }, at);
      await writer.write({ workloads: [CART] });
      await writer.write({
        resources: [
          resource('Service', 'cart', 'open'),
          resource('Pod', 'b', 'ready', { instance: 'stage' }),
        ],
      });
      await list(NOON, pod('a', NOON), pod('b', NOON));
      await list(NOON + 10, pod('a', NOON + 10));
      await list(NOON + 20, pod('a', NOON + 20));
      const { resources, recordedKinds } = await readAll(base);
      const stateOf = (kind: string, each: string) =>
        resources
          .filter(
            r => r.instance === 'prod' && r.kind === kind && r.name === each,
          )
          .map(({ validFrom, seenAt, deleted = false, body }) => ({
            validFrom,
            seenAt,
            deleted,
            body,
          }));
      expect(stateOf('Pod', 'a')).toEqual([
        {
          validFrom: NOON,
          seenAt: NOON + 20,
          deleted: false,
          body: { state: 'ready' },
        },
      ]);
      expect(stateOf('Pod', 'b')).toEqual([
        expect.objectContaining({ validFrom: NOON, deleted: false }),
        expect.objectContaining({
          validFrom: NOON + 10,
          deleted: true,
          body: { state: 'ready' },
        }),
      ]);
      expect(stateOf('Service', 'cart')).toEqual([
        expect.objectContaining({ deleted: false }),
      ]);
      expect([...recordedKinds].sort()).toEqual([
        'prod/Pod',
        'prod/Service',
        'stage/Pod',
      ]);
    });

    it('tells gaps until they are filled', async () => {
      const gap = { from: NOON, to: NOON + 1_000, reason: 'too much at once' };
      await writer.write({ workloads: [CART], gap });
      expect((await readAll(base)).gaps).toEqual([
        { source: 'logs/prod', instance: 'prod', ...gap },
      ]);
      await writer.write({ gap: { ...gap, filled: true } });
      expect((await readAll(base)).gaps).toEqual([]);
    });

    describeTelemetryScope(() => base);
    describeTelemetryVersions({
      base: () => base,
      create: () => harness.create(),
    });
  });
}
