/* eslint-disable jest/no-export, max-lines-per-function -- part of a suite that the test files of implementations call */
import type { TelemetryBase } from '../knowledge';
import {
  BatchWriter,
  NOON,
  comparable,
  lines,
  readAll,
  templates,
  workload,
} from './telemetryBatches';
import { TelemetryHistory } from './telemetryHistory';

const { signal } = new AbortController();
const CART = workload('cart');
const BY = 'user:default/ann';
const SEEDS = [1, 2, 3, 4, 5, 6];
const STEPS = 24;

/** Going back, and coming back. */
export function describeTelemetryVersions(options: {
  base: () => TelemetryBase;
  create: () => Promise<TelemetryBase>;
}): void {
  describe('has versions', () => {
    let base: TelemetryBase;
    let writer: BatchWriter;

    beforeEach(() => {
      base = options.base();
      writer = new BatchWriter(base);
    });

    const write = (count: number, now: number) =>
      writer.write(
        {
          workloads: [CART],
          signals: templates(CART.key, 't1'),
          windows: [lines(CART.key, 't1', count)],
        },
        now,
      );
    const countLines = async (version?: number) => {
      const { logs } = await readAll(base, { version });
      return logs.flatMap(log => log.windows).reduce((n, w) => n + w.count, 0);
    };

    it('that can be hidden and brought back', async () => {
      const first = await write(1, NOON);
      const second = await write(10, NOON + 1_000);
      const range = await base.goBack({ version: first, by: BY, now: NOON });
      expect(range).toMatchObject({ from: second, to: second, by: BY });
      await expect(countLines()).resolves.toBe(1);

      const third = await write(100, NOON + 2_000);
      await expect(countLines()).resolves.toBe(101);
      const status = await base.status({ now: NOON + 3_000 });
      expect(status.hidden).toEqual([range]);

      await base.undo(Number(range?.id));
      await expect(countLines()).resolves.toBe(111);
      await expect(
        base.goBack({ version: third, by: BY, now: NOON }),
      ).resolves.toBeUndefined();
    });

    it('that do not change while they are read', async () => {
      const first = await write(1, NOON);
      const reader = await base.open({ signal });
      await write(10, NOON);
      const { logs } = await reader.readSnapshot({
        entityRefs: 'all',
        at: NOON + 1_000,
        window: { from: NOON, to: NOON + 1_000 },
        historyMs: 0,
        signal,
      });
      expect(logs[0].windows).toEqual([{ at: NOON, count: 1 }]);
      expect(reader.version).toBe(first);
      await expect(countLines(first)).resolves.toBe(1);
      await expect(countLines()).resolves.toBe(11);
    });

    it('that are found by the time they were stored at', async () => {
      const first = await write(1, NOON);
      const second = await write(1, NOON + 60_000);
      await expect(base.versionAt(NOON - 1)).resolves.toBe(0);
      await expect(base.versionAt(NOON)).resolves.toBe(first);
      await expect(base.versionAt(NOON + 59_999)).resolves.toBe(first);
      await expect(base.versionAt(NOON + 60_000)).resolves.toBe(second);
    });

    it.each(SEEDS)(
      'after which it reads as if it never saw, or always had them (history %i)',
      async seed => {
        const history = new TelemetryHistory(base, seed);
        for (let i = 0; i < STEPS; i++) {
          await history.step();
        }
        const version = history.someVersion();
        const now = await history.read();
        const then = await history.read(version);

        expect(now).toEqual(
          await history.readWithoutHidden(await options.create()),
        );
        expect(then).toEqual(
          await history.readWithoutHidden(await options.create(), version),
        );
      },
      60_000,
    );

    it('of which an empty one is left when all are hidden', async () => {
      await write(1, NOON);
      await base.goBack({ version: 0, by: BY, now: NOON });
      expect(comparable(await readAll(base))).toMatchObject({
        logs: [],
        series: [],
        resources: [],
      });
      expect((await base.open({ signal })).at).toBeUndefined();
    });
  });
}
