import { mockServices } from '@backstage/backend-test-utils';
import { LogTemplateMiner } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type {
  TelemetryPage,
  TelemetrySource,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { InMemoryTelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { TelemetryRedactor } from '../normalize';
import { TelemetryLoop } from './TelemetryLoop';
import { TelemetryPipeline } from './TelemetryPipeline';
import { runTelemetryTick } from './runTelemetryTick';

const start = Date.UTC(2026, 10, 24, 12);

/** A stream of numbered lines, one each second. */
class LineSource implements TelemetrySource {
  readonly id = 'lines';
  readonly system = 'test';
  readonly instance = 'prod-1';
  readonly intervalMs = 5;
  readonly reads: Array<string | undefined> = [];
  failures = 0;
  lines = 10;
  headAt: number | undefined;

  async shards() {
    return ['0'];
  }

  async read(options: {
    offset?: string;
    until?: string;
    maxRecords: number;
  }): Promise<TelemetryPage> {
    this.reads.push(options.offset);
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error('connection refused');
    }
    const end = Number(options.until ?? this.lines);
    const from = Number(options.offset ?? 0);
    const to = Math.min(from + options.maxRecords, end);
    return {
      records: Array.from({ length: to - from }, (_, i) => ({
        kind: 'log' as const,
        at: start + (from + i) * 1000,
        origin: {
          instance: 'prod-1',
          system: 'kubernetes',
          namespace: 'shop',
          service: 'cart',
        },
        severity: 'info' as const,
        body: `line ${from + i} of the stream`,
      })),
      deadLetters: [],
      next: String(to),
      more: to < end,
    };
  }

  async head() {
    this.headAt = this.lines - 2;
    return String(this.headAt);
  }
}

const pipeline = () =>
  new TelemetryPipeline({
    redactor: new TelemetryRedactor(),
    createMiner: () => LogTemplateMiner.create(),
    environmentOf: () => 'prod',
  });

async function countLines(base: InMemoryTelemetryBase) {
  const reader = await base.open();
  const { logs } = await reader.readSnapshot({
    entityRefs: 'all',
    at: start + 10_000_000,
    window: { from: start, to: start + 10_000_000 },
    historyMs: 10_000_000,
    signal: AbortSignal.timeout(1000),
  });
  return logs
    .flatMap(({ windows }) => windows)
    .reduce((sum, { count }) => sum + count, 0);
}

const tick = (
  source: TelemetrySource,
  base: InMemoryTelemetryBase,
  part: Partial<Parameters<typeof runTelemetryTick>[0]> = {},
) =>
  runTelemetryTick({
    source,
    base,
    pipeline: pipeline(),
    holder: 'a',
    leaseMs: 10_000,
    maxRecords: 3,
    now: () => start + 9_500,
    signal: AbortSignal.timeout(5000),
    ...part,
  });

describe('runTelemetryTick', () => {
  it('reads to the end, page by page, each with its position', async () => {
    const base = new InMemoryTelemetryBase();
    const source = new LineSource();
    expect(await tick(source, base)).toEqual({
      state: 'read',
      records: 10,
      more: false,
    });
    expect(source.reads).toEqual([undefined, '3', '6', '9']);
    expect(await base.readOffset('lines', '0')).toBe('10');
    expect(await countLines(base)).toBe(10);
  });

  it('leaves a source to the replica that holds it', async () => {
    const base = new InMemoryTelemetryBase();
    await tick(new LineSource(), base);
    const other = new LineSource();
    expect(await tick(other, base, { holder: 'b' })).toMatchObject({
      state: 'elsewhere',
    });
    expect(other.reads).toEqual([]);
  });

  it('counts nothing twice when a read is repeated after its commit was lost', async () => {
    const base = new InMemoryTelemetryBase();
    const source = new LineSource();
    const commit = base.commit.bind(base);
    let lost = false;
    base.commit = async (...args) => {
      const result = await commit(...args);
      if (!lost) {
        lost = true;
        throw new Error('connection lost after the commit');
      }
      return result;
    };
    await expect(tick(source, base)).rejects.toThrow('connection lost');
    await tick(source, base);
    expect(await countLines(base)).toBe(10);
  });

  it('goes to the newest first when it is far behind, then fills what it left out', async () => {
    const base = new InMemoryTelemetryBase();
    const source = new LineSource();
    source.lines = 100;
    const gaps = async () => {
      const reader = await base.open();
      const snapshot = await reader.readSnapshot({
        entityRefs: 'all',
        at: start + 1_000_000,
        window: { from: start, to: start + 1_000_000 },
        historyMs: 10_000_000,
        signal: AbortSignal.timeout(1000),
      });
      return snapshot.gaps;
    };
    const now = () => start + 1_000_000;
    expect(await tick(source, base, { now })).toMatchObject({ more: true });
    // the first page, the newest two lines, and a few pages of what lies between
    expect(source.headAt).toBe(98);
    expect(source.reads.slice(0, 3)).toEqual([undefined, '98', '3']);
    expect(await countLines(base)).toBe(3 + 2 + 15);
    expect(await gaps()).toEqual([
      expect.objectContaining({
        source: 'lines',
        from: start + 2000,
        to: now(),
      }),
    ]);
    let result = await tick(source, base, { now });
    for (let i = 0; result.more && i < 20; i++) {
      result = await tick(source, base, { now });
    }
    expect(await countLines(base)).toBe(100);
    expect(await gaps()).toEqual([]);
    expect(await base.readOffset('lines', '0')).toBe('100');
  });
});

describe('TelemetryLoop', () => {
  it('survives a source that fails, tells it, and reads on', async () => {
    const base = new InMemoryTelemetryBase();
    const report = jest.spyOn(base, 'reportSource');
    const source = new LineSource();
    source.failures = 3;
    const logger = mockServices.logger.mock();
    const loop = new TelemetryLoop({
      source,
      base,
      pipeline: pipeline(),
      holder: 'a',
      logger,
      maxRecords: 100,
      now: () => start + 9_500,
    });
    loop.start();
    while ((await base.readOffset('lines', '0')) !== '10') {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    await loop.stop();
    expect(report.mock.calls.map(([{ state }]) => state).slice(0, 4)).toEqual([
      'down',
      'down',
      'down',
      'reading',
    ]);
    expect(report.mock.calls[0][0].error).toEqual({
      message: 'connection refused',
      remedy: expect.stringContaining('assistant.telemetry'),
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
    const reads = source.reads.length;
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(source.reads).toHaveLength(reads);
  });
});
