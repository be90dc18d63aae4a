import type { Series } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { buildCharts } from './buildCharts';

const MINUTE = 60_000;
const STEP = 15_000;
const window = { from: 60 * MINUTE, to: 120 * MINUTE };

function series(
  id: string,
  query: string,
  valueAt: (at: number) => number,
  labels: Record<string, string> = {},
): Series {
  const times = Float64Array.from({ length: 480 }, (_, i) => i * STEP + STEP);
  return {
    id,
    name: 'x',
    query,
    labels,
    instance: 'prod',
    times,
    values: times.map(at => valueAt(at)),
    step: STEP,
  };
}

const memory = (pod: string) =>
  series(
    `memory-${pod}`,
    'container_memory_working_set_bytes',
    at => at % 1000,
    { pod },
  );
const limit = series('limit', 'container_spec_memory_limit_bytes', at =>
  at < 100 * MINUTE ? 1024 : 512,
);
const errors = series('errors', 'http_error_ratio', at =>
  at > 110 * MINUTE ? 0.9 : 0.01 + (at % 7) / 10_000,
);
const wish = {
  series: [memory('a'), memory('b'), limit, errors],
  kills: [],
  changes: [
    { at: 100 * MINUTE, label: 'limit' },
    { at: 1, label: 'old' },
  ],
  window,
  language: 'en' as const,
  subject: 'component:default/checkout',
};

describe('buildCharts', () => {
  it('draws golden signals within the window, with band, anomaly and change', () => {
    const [first, second, ...more] = buildCharts(wish);
    expect(more).toEqual([]);
    expect(first).toMatchObject({
      id: 'component:default/checkout/errors',
      title: 'Share of failed requests',
      unit: '1',
      thresholds: [],
    });
    expect(first.lines).toHaveLength(1);
    expect(first.lines[0].points.length).toBeLessThanOrEqual(300);
    expect(first.lines[0].points.every(([at]) => at >= window.from)).toBe(true);
    expect(first.band.length).toBeGreaterThan(100);
    expect(first.markers.map(({ kind }) => kind)).toContain('anomaly');
    const anomaly = first.markers.find(({ kind }) => kind === 'anomaly');
    expect(anomaly?.at).toBeGreaterThan(109 * MINUTE);
    expect(first.markers.filter(({ kind }) => kind === 'change')).toEqual([
      { at: 100 * MINUTE, kind: 'change', label: 'limit' },
    ]);
    expect(second.id).toBe('component:default/checkout/memory');
  });

  it('draws memory first after kills, by pod, against the limit of each time', () => {
    const [chart] = buildCharts({
      ...wish,
      kills: [111 * MINUTE],
      // a symptom that is cited as well stands behind what killed
      finding: { id: 'f1', evidence: ['metric:errors'] },
      language: 'ru',
    });
    expect(chart.title).toBe('Память');
    expect(chart.lines.map(({ name }) => name).sort()).toEqual(['a', 'b']);
    expect(chart.thresholds).toEqual([
      {
        label: 'Лимит памяти',
        value: 1024,
        from: window.from,
        to: 100 * MINUTE,
      },
      { label: 'Лимит памяти', value: 512, from: 100 * MINUTE },
    ]);
    expect(chart.markers).toContainEqual({
      at: 111 * MINUTE,
      kind: 'event',
      label: 'Убит по памяти',
    });
  });

  it('draws first what the finding rests on, and says so', () => {
    const [chart] = buildCharts({
      ...wish,
      finding: { id: 'f1', evidence: ['metric:memory-b', 'event:x'] },
    });
    expect(chart).toMatchObject({
      id: 'component:default/checkout/memory',
      findingId: 'f1',
      evidenceId: 'metric:memory-b',
    });
  });

  it('draws four charts at most, of many lines the highest, and none without points', () => {
    const many = [
      ...Array.from({ length: 10 }, (_, i) => memory(`p${i}`)),
      errors,
      series('latency', 'histogram_quantile(0.95, x_bucket)', () => 1),
      series('rate', 'http_requests_total', () => 1),
      series('cpu', 'cpu_usage', () => 1),
      series('lag', 'kafka_consumergroup_lag', () => 1),
    ];
    const charts = buildCharts({ ...wish, series: many });
    expect(charts).toHaveLength(4);
    const chart = charts.find(({ id }) => id.endsWith('memory'));
    expect(chart?.lines.map(({ name }) => name)).toEqual(['highest of 10']);
    expect(chart?.lines[0].points).toEqual(
      buildCharts({ ...wish, series: [memory('p0')] })[0].lines[0].points,
    );
    expect(buildCharts({ ...wish, window: { from: 1e9, to: 2e9 } })).toEqual(
      [],
    );
  });
});
