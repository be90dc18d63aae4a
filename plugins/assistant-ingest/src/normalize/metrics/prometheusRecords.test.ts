import {
  nameOfQuery,
  originOfLabels,
  prometheusRecords,
} from './prometheusRecords';

describe('prometheusRecords', () => {
  const answer = (metric: object, values: unknown[], query?: string) => ({
    status: 'success',
    ...(query && { query }),
    data: { resultType: 'matrix', result: [{ metric, values }] },
  });
  const read = (value: ReturnType<typeof answer>, name?: string) =>
    prometheusRecords(JSON.parse(JSON.stringify(value)), {
      instance: 'p',
      name,
    });

  it('leaves out what is no finite number: a gap is no zero', () => {
    const records = read(
      answer({ __name__: 'up' }, [
        [1763980000, '1'],
        [1763980015, 'NaN'],
        [1763980030, '+Inf'],
        [1763980045, null],
        ['x', '1'],
        5,
      ]),
    );
    expect(records.map(({ at, value }) => [at, value])).toEqual([
      [1763980000000, 1],
    ]);
  });

  it('names a series after itself, its query, its file', () => {
    const points = [[1763980000, '1']];
    expect(read(answer({ __name__: 'a' }, points, 'b{}'), 'c')[0].name).toBe(
      'a',
    );
    expect(read(answer({}, points, 'sum(rate(b{}[1m]))'), 'c')[0].name).toBe(
      'b',
    );
    expect(read(answer({}, points), 'c')[0].name).toBe('c');
    expect(read(answer({}, points))[0].name).toBe('unnamed');
  });

  it('takes the name out of the labels and keeps the others', () => {
    expect(
      read(
        answer({ __name__: 'a', pod: 'p-1', namespace: 'x' }, [
          [1763980000, '1'],
        ]),
      )[0],
    ).toMatchObject({
      labels: { pod: 'p-1', namespace: 'x' },
      origin: { pod: 'p-1', namespace: 'x', instance: 'p' },
    });
  });

  it.each([
    ['nothing', {}],
    ['an error', { status: 'error', error: 'x' }],
    ['a scalar', { data: { resultType: 'scalar', result: [1, '1'] } }],
  ])('makes nothing of %s', (_, value) => {
    expect(prometheusRecords(value as never, { instance: 'p' })).toEqual([]);
  });

  it.each([
    ['rate(http_requests_total{job="a"}[2m])', 'http_requests_total'],
    [
      'sum by (namespace, pod) (container_memory_working_set_bytes{container!=""})',
      'container_memory_working_set_bytes',
    ],
    [
      'histogram_quantile(0.95, sum by (le) (rate(latency_bucket[5m])))',
      'latency_bucket',
    ],
    ['up', 'up'],
    [
      'sum(rate(errors_total[1m])) / sum(rate(requests_total[1m]))',
      'errors_total',
    ],
    ['1 + 1', undefined],
  ])('finds the metric of %s', (query, name) => {
    expect(nameOfQuery(query)).toBe(name);
  });
});

describe('originOfLabels', () => {
  it.each([
    [
      { deployment: 'cart', namespace: 'shop' },
      { owner: { kind: 'Deployment', name: 'cart' }, namespace: 'shop' },
    ],
    [
      { workload: 'db', workload_type: 'statefulset' },
      { owner: { kind: 'StatefulSet', name: 'db' } },
    ],
    [{ exported_pod: 'cart-1', pod: 'exporter-1' }, { pod: 'exporter-1' }],
    [{ job: 'cart' }, { service: 'cart' }],
    [
      { cluster: 'east', node: 'n1' },
      { instance: 'east', node: 'n1' },
    ],
  ])('reads %j', (labels, expected) => {
    expect(originOfLabels(labels as never, 'p')).toMatchObject(expected);
  });
});
