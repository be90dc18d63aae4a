import type {
  TelemetryPage,
  TelemetrySource,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { InMemoryTelemetryBase } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { runTelemetryTick } from './runTelemetryTick';
import { PipelineThread } from './thread/PipelineThread';

const NOW = Date.UTC(2026, 10, 25, 12);
const EACH = 500;
const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const object = (value: unknown) => () => JSON.stringify(value);

/** Broken in every way that a wire can break; of each shape many. */
const SHAPES: Array<(no: number) => string> = [
  no => `{"message": "cut off ${no}`,
  () => '{}',
  () => '   ',
  no => `{"message": {"not": ["text", ${no}]}}`,
  no => `[${no}, null, "x"]`,
  object({ data: { resultType: 'vector', result: 'none' } }),
  object({ data: { resultType: 'matrix', result: [{ values: [[1]] }] } }),
  object({ data: { resultType: 'vector', result: [{ value: ['x', 'NaN'] }] } }),
  object({ resourceLogs: [{ scopeLogs: 7 }, null, { scopeLogs: [null] }] }),
  object({ resourceMetrics: [{ scopeMetrics: [{ metrics: [{}] }] }] }),
  object({ apiVersion: 'v1', kind: 'Pod', metadata: {} }),
  object({ '@timestamp': 5, log: { level: 'info', logger: null } }),
  object({ status: 'error', errorType: 'timeout', data: {} }),
  object({ kubernetes: { event: { involved_object: null } }, host: [] }),
  object({ labels: { __name__: 5 }, value: 'x', timestamp: 'never' }),
  object({ name: 'm', labels: 'none', value: {}, timestamp: [] }),
  () => deep(5_000),
  () => `{"message": "${'\\u0000'.repeat(50)}", "@timestamp": "9999999-13-45"`,
  () => '\ud800{"lone": "surrogate"}}}'.slice(1),
  () => `{"@timestamp": 1e400, "level": ${'['.repeat(300)}`,
];

class BrokenSource implements TelemetrySource {
  readonly id = 'broken';
  readonly system = 'test';
  readonly instance = 'prod';
  readonly intervalMs = 1000;
  readonly total = SHAPES.length * EACH;

  async shards() {
    return ['0'];
  }

  async read(options: {
    offset?: string;
    maxRecords: number;
  }): Promise<TelemetryPage> {
    const from = Number(options.offset ?? 0);
    // one good line at the end: what is broken has not stopped it
    const to = Math.min(from + options.maxRecords, this.total + 1);
    return {
      records: [],
      deadLetters: [],
      messages: Array.from({ length: to - from }, (_, i) => {
        const no = from + i;
        return no === this.total
          ? JSON.stringify({
              '@timestamp': new Date(NOW).toISOString(),
              message: 'still here',
              kubernetes: { namespace: 'shop', deployment: { name: 'cart' } },
            })
          : SHAPES[no % SHAPES.length](no);
      }),
      next: String(to),
      more: to <= this.total,
    };
  }
}

describe('10,000 malformed records of every shape', () => {
  it('are told to the base one by one, and what follows them is read', async () => {
    const base = new InMemoryTelemetryBase();
    const source = new BrokenSource();
    const pipeline = new PipelineThread({
      settings: {
        redact: [],
        environments: { default: 'prod', instances: {}, namespaces: [] },
      },
    });
    const reasons = new Map<string, number>();
    let records = 0;
    const commit = base.commit.bind(base);
    base.commit = async (batch, options) => {
      records += batch.records;
      for (const { reason, excerpt } of batch.deadLetters) {
        expect(excerpt.length).toBeLessThanOrEqual(600);
        reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      }
      return commit(batch, options);
    };
    try {
      const result = await runTelemetryTick({
        source,
        base,
        pipeline,
        holder: 'a',
        leaseMs: 1e9,
        maxRecords: 1_000,
        now: () => NOW,
        signal: AbortSignal.timeout(30_000),
      });
      expect(result.more).toBe(false);
    } finally {
      await pipeline.stop();
    }
    expect(await base.readOffset('broken', '0')).toBe(String(source.total + 1));
    const refused = [...reasons.values()].reduce((sum, n) => sum + n, 0);
    expect({ refused, records }).toEqual({ refused: source.total, records: 1 });
    const { logs } = await (
      await base.open()
    ).readSnapshot({
      entityRefs: 'all',
      at: NOW + 1000,
      window: { from: NOW - 1000, to: NOW + 1000 },
      historyMs: 10_000,
      signal: AbortSignal.timeout(1000),
    });
    expect(logs.map(({ template }) => template)).toContain('still here');
  }, 60_000);
});
