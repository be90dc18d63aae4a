import type {
  TelemetryPage,
  TelemetrySource,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { InMemoryTelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { runTelemetryTick } from './runTelemetryTick';
import { createPipeline } from './thread/createPipeline';

const START = Date.UTC(2026, 10, 25, 12);
const CALM = 30;
const TIMES = 20;
const STORM = { from: 10_000, to: 70_000 };
const END = 80_000;
/** Half of what comes in the storm: a line takes this long to be read and stored. */
const LINE_MS = 1000 / (CALM * TIMES * 0.5);

/** Lines by number; 30 a second, and 20 times as many in the storm. */
class StormSource implements TelemetrySource {
  readonly id = 'storm';
  readonly system = 'test';
  readonly instance = 'prod';
  readonly intervalMs = 1000;
  readonly pages: Array<{ from: number; to: number }> = [];
  readonly arrivals: number[] = [];

  constructor() {
    for (let at = 0; at < END; ) {
      this.arrivals.push(START + at);
      const inStorm = at >= STORM.from && at < STORM.to;
      at += 1000 / (inStorm ? CALM * TIMES : CALM);
    }
  }

  async shards() {
    return ['0'];
  }

  async read(options: {
    offset?: string;
    until?: string;
    maxRecords: number;
    now: number;
  }): Promise<TelemetryPage> {
    const end = Number(options.until ?? this.#available(options.now));
    const from = Number(options.offset ?? 0);
    const to = Math.max(from, Math.min(from + options.maxRecords, end));
    this.pages.push({ from, to });
    return {
      records: this.arrivals.slice(from, to).map((at, i) => ({
        kind: 'log' as const,
        at: Math.round(at),
        origin: {
          instance: 'prod',
          system: 'kubernetes',
          namespace: 'shop',
          service: 'cart',
        },
        severity: 'info' as const,
        body: `request ${from + i} was answered in ${i} ms`,
      })),
      deadLetters: [],
      next: String(to),
      more: to < end,
    };
  }

  async head({ now }: { now: number }) {
    return String(this.#available(now));
  }

  #available(now: number): number {
    const next = this.arrivals.findIndex(at => at > now);
    return next < 0 ? this.arrivals.length : next;
  }
}

/** Reads the storm on a clock that moves by what the work takes. */
async function play() {
  const base = new InMemoryTelemetryBase();
  const source = new StormSource();
  const pipeline = createPipeline({
    redact: [],
    environments: { default: 'prod', instances: {}, namespaces: [] },
  });
  let clock = START;
  const now = () => clock;
  const stored: Array<{ from: number; to: number; at: number }> = [];
  const gaps: number[] = [];
  const commit = base.commit.bind(base);
  base.commit = async (batch, options) => {
    clock = Math.round(clock + batch.records * LINE_MS);
    const done = await commit(batch, options);
    stored.push({ ...source.pages[source.pages.length - 1], at: clock });
    gaps.push(batch.gap && !batch.gap.filled ? 1 : 0);
    return done;
  };
  for (let ticks = 0; ticks < 1000; ticks++) {
    const { more } = await runTelemetryTick({
      source,
      base,
      pipeline,
      holder: 'a',
      leaseMs: 1e9,
      maxRecords: 200,
      now,
      signal: AbortSignal.timeout(60_000),
    });
    clock += more ? 0 : source.intervalMs;
    if (!more && clock > START + END + 5_000) {
      break;
    }
  }
  return { base, source, stored, gaps: gaps.filter(Boolean).length };
}

describe('a storm of twenty times as many lines, twice what can be read', () => {
  let played: Awaited<ReturnType<typeof play>>;
  beforeAll(async () => {
    played = await play();
  }, 60_000);

  it('keeps the newest citable within ten seconds, to its very end', () => {
    const { source, stored } = played;
    let newest = START;
    let oldestNews = 0;
    for (const { to, at } of stored) {
      if (at >= START + STORM.from && at <= START + STORM.to) {
        oldestNews = Math.max(oldestNews, at - newest);
      }
      newest = Math.max(newest, source.arrivals[to - 1] ?? 0);
    }
    expect(oldestNews).toBeGreaterThan(1_000);
    expect(oldestNews).toBeLessThanOrEqual(10_000);
    const last = source.arrivals.findLastIndex(at => at < START + STORM.to);
    const cited = stored.filter(({ from, to }) => from <= last && last < to);
    expect(cited).toHaveLength(1);
  });

  it('fills what was left out afterwards, each line once', async () => {
    const { base, source, stored, gaps } = played;
    expect(gaps).toBeGreaterThan(1);
    const total = source.arrivals.length;
    let next = 0;
    for (const { from, to } of [...stored].sort((a, b) => a.from - b.from)) {
      expect(from).toBe(next);
      next = to;
    }
    expect(next).toBe(total);
    expect(await base.readOffset('storm', '0')).toBe(String(total));
    const reader = await base.open();
    const snapshot = await reader.readSnapshot({
      entityRefs: 'all',
      at: START + 1e7,
      window: { from: START, to: START + 1e7 },
      historyMs: 1e7,
      signal: AbortSignal.timeout(5_000),
    });
    const lines = snapshot.logs
      .flatMap(({ windows }) => windows)
      .reduce((sum, { count }) => sum + count, 0);
    expect(lines).toBe(total);
    expect(snapshot.gaps).toEqual([]);
  });
});
