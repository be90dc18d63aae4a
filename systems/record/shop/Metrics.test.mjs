import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Metrics, openMetrics } from './Metrics.mjs';

test('writes counters, gauges and histograms as Prometheus reads them', () => {
  const metrics = new Metrics();
  metrics.add('records_total', { topic: 'a' }, 2);
  metrics.add('records_total', { topic: 'a' });
  metrics.observe('seconds', { uri: '/' }, 0.3);
  metrics.replace('lag', 'gauge', [[{ group: 'g' }, 4]]);
  const text = metrics.exposition();
  assert.match(
    text,
    /# TYPE records_total counter\nrecords_total\{topic="a"\} 3\n/,
  );
  assert.match(text, /seconds_bucket\{uri="\/",le="0.25"\} 0\n/);
  assert.match(text, /seconds_bucket\{uri="\/",le="0.5"\} 1\n/);
  assert.match(text, /seconds_bucket\{uri="\/",le="\+Inf"\} 1\n/);
  assert.match(text, /lag\{group="g"\} 4\n/);
});

test('a replaced gauge forgets what is gone', () => {
  const metrics = new Metrics();
  metrics.replace('lag', 'gauge', [[{ group: 'old' }, 1]]);
  metrics.replace('lag', 'gauge', [[{ group: 'new' }, 2]]);
  assert.doesNotMatch(metrics.exposition(), /old/);
});

test('history has seconds as times, one type line a family and an end', () => {
  const metrics = new Metrics();
  const history = new Map();
  metrics.add('records_total', { topic: 'a' });
  metrics.sample(history, 15_000, 'job="shop"');
  metrics.add('records_total', { topic: 'a' });
  metrics.sample(history, 30_000, 'job="shop"');
  assert.equal(
    [...openMetrics(history)].join(''),
    '# TYPE records counter\nrecords_total{job="shop",topic="a"} 1 15\nrecords_total{job="shop",topic="a"} 2 30\n# EOF\n',
  );
});
