/* eslint-disable jest/no-export, max-lines-per-function -- part of a suite that the test files of implementations call */
import type { TelemetryBase } from '../knowledge';
import {
  BatchWriter,
  NOON,
  lines,
  metric,
  readAll,
  resource,
  templates,
  workload,
} from './telemetryBatches';

const { signal } = new AbortController();
const CART = workload('cart');

/** What a base makes of odd values, of complete lists and of gaps. */
export function describeTelemetryInput(getBase: () => TelemetryBase): void {
  describe('given input', () => {
    let base: TelemetryBase;
    let writer: BatchWriter;

    beforeEach(() => {
      base = getBase();
      writer = new BatchWriter(base);
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
  });
}
