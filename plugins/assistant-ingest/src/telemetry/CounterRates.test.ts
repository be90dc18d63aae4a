import type { MetricRecord } from '@smart-assistant/backstage-plugin-assistant-node';
import { CounterRates, isCounter } from './CounterRates';

const record = (
  at: number,
  value: number,
  part: Partial<MetricRecord> = {},
): MetricRecord => ({
  kind: 'metric',
  at,
  value,
  name: 'requests_total',
  labels: {},
  origin: { instance: 'c', system: 'kubernetes' },
  ...part,
});

describe('CounterRates', () => {
  it('makes rates, over resets and pauses', () => {
    const rates = new CounterRates();
    const results = [
      record(0, 100),
      record(10_000, 150),
      record(10_000, 150), // the same sample again
      record(20_000, 20), // reset
      record(30_000, 20),
      record(2_000_000, 500), // a long pause
      record(2_010_000, 510),
    ].map(r => rates.rate('s', r));
    expect(results).toEqual([undefined, 5, undefined, 2, 0, undefined, 1]);
  });

  it('divides deltas by their time', () => {
    const rates = new CounterRates();
    rates.rate('s', record(0, 5, { type: 'delta' }));
    expect(rates.rate('s', record(10_000, 30, { type: 'delta' }))).toBe(3);
  });
});

describe('isCounter', () => {
  it.each<[string, Partial<MetricRecord>, boolean]>([
    ['a name alone', {}, true],
    ['a gauge by type', { type: 'gauge' }, false],
    ['a rated query', { query: 'sum(rate(requests_total[2m]))' }, false],
    ['a summed counter', { query: 'sum by (pod) (requests_total)' }, true],
    ['another name', { name: 'memory_bytes' }, false],
  ])('%s', (_, part, expected) => {
    expect(isCounter(record(0, 0, part))).toBe(expected);
  });
});
