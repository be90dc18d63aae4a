/* eslint-disable jest/no-export, max-lines-per-function -- a suite that the test files of implementations call */
import type { TelemetryBase } from '../knowledge';
import { describeTelemetryInput } from './describeTelemetryInput';
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

    describeTelemetryInput(() => base);
    describeTelemetryScope(() => base);
    describeTelemetryVersions({
      base: () => base,
      create: () => harness.create(),
    });
  });
}
