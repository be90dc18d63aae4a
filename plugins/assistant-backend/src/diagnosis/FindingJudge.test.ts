import { mockServices } from '@backstage/backend-test-utils';
import type {
  Analyzer,
  SnapshotInput,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { InMemoryTelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { FindingJudge } from './FindingJudge';

const failing: Analyzer = {
  id: 'test/failing',
  causes: [],
  *analyze() {
    throw new Error('cannot judge');
  },
};

function setUp(options: { analyzers?: Analyzer[] } = {}) {
  let now = 1_000_000;
  let version = 1;
  const telemetry = new InMemoryTelemetryBase();
  const judged = jest.fn(async () => ({ appeared: [], resolved: [] }));
  const rejudged = jest.fn(async () => undefined);
  const logger = mockServices.logger.mock();
  const read = jest.fn(
    async ({
      at,
      window,
    }: {
      at: number;
      window: SnapshotInput['window'];
    }) => ({
      at,
      window,
      environments: {
        default: 'prod',
        instances: {},
        namespaces: [],
        production: ['prod'],
      },
      resources: [],
      series: [],
      logs: [],
      changes: [],
      dependencies: [],
      entities: new Map([['k', ['component:default/a']]]),
      gaps: [],
      recordedKinds: new Set<string>(),
    }),
  );
  const create = (holder: string) =>
    new FindingJudge({
      telemetry,
      snapshots: {
        open: async () => ({
          version,
          newestAt: version === 0 ? undefined : now,
          read,
        }),
      },
      findings: { judge: judged, rejudge: rejudged },
      analyzers: options.analyzers ?? [],
      logger,
      holder,
      now: () => now,
    });
  return {
    create,
    judged,
    rejudged,
    read,
    logger,
    telemetry,
    later: (ms: number) => {
      now += ms;
    },
    write: () => {
      version += 1;
    },
    empty: () => {
      version = 0;
    },
  };
}

describe('FindingJudge', () => {
  it('judges once for each version, and again after a minute', async () => {
    const { create, judged, read, later, write } = setUp();
    const judge = create('one');
    expect(await judge.judgeIfNeeded()).toBe(true);
    expect(await judge.judgeIfNeeded()).toBe(false);
    write();
    later(5_000);
    expect(await judge.judgeIfNeeded()).toBe(true);
    later(59_000);
    expect(await judge.judgeIfNeeded()).toBe(false);
    later(1_000);
    expect(await judge.judgeIfNeeded()).toBe(true);
    expect(judged).toHaveBeenCalledTimes(3);
    expect(judged).toHaveBeenLastCalledWith({
      findings: [],
      version: 2,
      at: 1_065_000,
      scope: 'all',
    });
    expect(read).toHaveBeenLastCalledWith(
      expect.objectContaining({
        entityRefs: 'all',
        window: { from: 1_065_000 - 3_600_000, to: 1_065_000 },
        historyMs: 8 * 3_600_000,
      }),
    );
    expect([...judge.last!.entityRefs]).toEqual(['component:default/a']);
  });

  it('judges nothing before anything was read', async () => {
    const { create, judged, empty } = setUp();
    empty();
    expect(await create('one').judgeIfNeeded()).toBe(false);
    expect(judged).not.toHaveBeenCalled();
  });

  it('leaves it to the replica that has begun, until that one is gone', async () => {
    const { create, judged, later, write } = setUp();
    const first = create('one');
    const second = create('two');
    expect(await first.judgeIfNeeded()).toBe(true);
    expect(await second.judgeIfNeeded()).toBe(false);
    later(31_000);
    expect(await second.judgeIfNeeded()).toBe(true);
    await second.stop();
    write();
    expect(await first.judgeIfNeeded()).toBe(true);
    expect(judged).toHaveBeenCalledTimes(3);
  });

  it('tells a failing analyzer once and keeps what the others found', async () => {
    const { create, judged, logger, write } = setUp({ analyzers: [failing] });
    const judge = create('one');
    await judge.judgeIfNeeded();
    write();
    await judge.judgeIfNeeded();
    expect(judged).toHaveBeenCalledTimes(2);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('test/failing failed: cannot judge'),
    );
  });

  it('judges anew by request, whoever holds the lease', async () => {
    const { create, rejudged } = setUp();
    await create('one').judgeIfNeeded();
    await create('two').rejudge();
    expect(rejudged).toHaveBeenCalledWith({
      findings: [],
      version: 1,
      at: 1_000_000,
      hidden: [],
    });
  });

  it('goes on after a failure, tells it once, and stops when told to', async () => {
    jest.useFakeTimers();
    try {
      const { create, read, judged, logger } = setUp();
      read.mockRejectedValueOnce(new Error('base is away'));
      const judge = create('one');
      judge.start();
      await jest.advanceTimersByTimeAsync(100);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining('base is away'),
      );
      await jest.advanceTimersByTimeAsync(61_000);
      expect(judged).toHaveBeenCalledTimes(1);
      await judge.stop();
      const calls = read.mock.calls.length;
      await jest.advanceTimersByTimeAsync(600_000);
      expect(read).toHaveBeenCalledTimes(calls);
      expect(logger.warn).toHaveBeenCalledTimes(1);
    } finally {
      jest.useRealTimers();
    }
  });
});
