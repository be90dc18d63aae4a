import type { TelemetryRecord } from '@smart-assistant/backstage-plugin-assistant-node';
import { readMessage } from './readMessage';

const now = Date.UTC(2026, 10, 24, 12);
const options = { instance: 'prod-1', at: now };

function read(message: unknown): TelemetryRecord[] {
  const result = readMessage(
    typeof message === 'string' ? message : JSON.stringify(message),
    options,
  );
  if ('reason' in result) {
    throw new Error(result.reason);
  }
  return result.records;
}

describe('readMessage', () => {
  it.each<[string, unknown, object]>([
    [
      'Prometheus adapter',
      {
        timestamp: '2026-11-24T11:00:10Z',
        value: '0.5',
        name: 'up',
        labels: { __name__: 'up', namespace: 'shop', pod: 'cart-1' },
      },
      {
        kind: 'metric',
        name: 'up',
        value: 0.5,
        at: Date.UTC(2026, 10, 24, 11, 0, 10),
        origin: { namespace: 'shop', pod: 'cart-1' },
      },
    ],
    [
      'Prometheus vector',
      {
        status: 'success',
        data: {
          resultType: 'vector',
          result: [
            {
              metric: { __name__: 'up', job: 'cart' },
              value: [1763980000.5, '1'],
            },
          ],
        },
      },
      { kind: 'metric', name: 'up', value: 1, at: 1763980000500 },
    ],
    [
      'OpenTelemetry metrics, big number as a number',
      {
        resourceMetrics: [
          {
            resource: {
              attributes: [
                { key: 'service.name', value: { stringValue: 'cart' } },
              ],
            },
            scopeMetrics: [
              {
                metrics: [
                  {
                    name: 'orders',
                    sum: {
                      aggregationTemporality: 2,
                      isMonotonic: true,
                      dataPoints: [
                        { asInt: '5', timeUnixNano: 1763980000000000000 },
                      ],
                    },
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        kind: 'metric',
        name: 'orders',
        value: 5,
        type: 'counter',
        at: 1763980000000,
        origin: { service: 'cart' },
      },
    ],
    [
      'Filebeat with nested keys',
      {
        '@timestamp': '2026-11-22T10:11:12.345Z',
        '@metadata': { beat: 'filebeat' },
        message: 'GET /cart 500',
        log: { level: 'error' },
        kubernetes: {
          namespace: 'shop',
          pod: { name: 'cart-7c9f' },
          container: { name: 'cart' },
          labels: { app: 'cart' },
        },
      },
      {
        kind: 'log',
        body: 'GET /cart 500',
        severity: 'error',
        at: Date.UTC(2026, 10, 22, 10, 11, 12, 345),
        origin: {
          namespace: 'shop',
          pod: 'cart-7c9f',
          container: 'cart',
          labels: { app: 'cart' },
        },
      },
    ],
    [
      'ECS with dotted keys',
      {
        '@timestamp': '2026-11-22T10:11:12.345Z',
        message: 'slow',
        'log.level': 'WARN',
        'service.name': 'cart',
        'kubernetes.namespace': 'shop',
      },
      {
        kind: 'log',
        body: 'slow',
        severity: 'warning',
        origin: { service: 'cart', namespace: 'shop' },
      },
    ],
    [
      'ECS inside of a message',
      {
        '@timestamp': '2026-11-22T10:11:12.345Z',
        message:
          '{"@timestamp":"2026-11-22T10:11:11Z","log.level":"error","message":"failed","error.stack_trace":"java.io.IOException: x\\n\\tat A.b"}',
        kubernetes: { namespace: 'shop' },
      },
      {
        kind: 'log',
        body: 'failed\njava.io.IOException: x\n\tat A.b',
        severity: 'error',
        at: Date.UTC(2026, 10, 22, 10, 11, 11),
      },
    ],
    [
      'Fluent Bit with seconds',
      {
        '@timestamp': 1746379847.987654,
        log: "KeyError: 'user_id'\n",
        stream: 'stderr',
        kubernetes: {
          pod_name: 'user-1',
          namespace_name: 'production',
          container_name: 'auth',
          labels: { app: 'user' },
        },
      },
      {
        kind: 'log',
        body: "KeyError: 'user_id'",
        severity: 'error',
        at: 1746379847988,
        origin: { pod: 'user-1', namespace: 'production', container: 'auth' },
      },
    ],
    [
      'Docker',
      {
        log: 'hello\n',
        stream: 'stdout',
        time: '2023-01-29T08:42:22.383150913Z',
      },
      { kind: 'log', body: 'hello', at: Date.UTC(2023, 0, 29, 8, 42, 22, 383) },
    ],
    [
      'container runtime',
      '2026-11-22T10:11:12.345678901Z stderr F ERROR no disk',
      {
        kind: 'log',
        body: 'ERROR no disk',
        severity: 'error',
        at: Date.UTC(2026, 10, 22, 10, 11, 12, 345),
      },
    ],
    [
      'Logstash text',
      '2026-11-22T10:11:12.345Z node-1 something broke',
      {
        kind: 'log',
        origin: { node: 'node-1' },
        at: Date.UTC(2026, 10, 22, 10, 11, 12, 345),
      },
    ],
    [
      'OpenTelemetry logs',
      {
        resourceLogs: [
          {
            resource: {
              attributes: [
                { key: 'k8s.namespace.name', value: { stringValue: 'shop' } },
                { key: 'k8s.pod.name', value: { stringValue: 'cart-1' } },
              ],
            },
            scopeLogs: [
              {
                logRecords: [
                  {
                    timeUnixNano: '0',
                    observedTimeUnixNano: '1763980000000000000',
                    severityNumber: 17,
                    body: { stringValue: 'lost' },
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        kind: 'log',
        body: 'lost',
        severity: 'error',
        at: 1763980000000,
        origin: { namespace: 'shop', pod: 'cart-1' },
      },
    ],
    [
      'event of the core API',
      {
        kind: 'Event',
        apiVersion: 'v1',
        metadata: { name: 'cart.1', namespace: 'shop' },
        involvedObject: { kind: 'Pod', name: 'cart-1', namespace: 'shop' },
        reason: 'BackOff',
        message: 'Back-off',
        type: 'Warning',
        count: 5,
        firstTimestamp: '2026-11-24T10:00:00Z',
        lastTimestamp: '2026-11-24T11:00:00Z',
      },
      {
        kind: 'resource',
        objectKind: 'Event',
        namespace: 'shop',
        at: Date.UTC(2026, 10, 24, 11),
      },
    ],
    [
      'event of events.k8s.io',
      {
        kind: 'Event',
        apiVersion: 'events.k8s.io/v1',
        metadata: { name: 'cart.1', namespace: 'shop' },
        regarding: { kind: 'Pod', name: 'cart-1' },
        reason: 'BackOff',
        note: 'Back-off',
        eventTime: '2026-11-24T10:00:00.000000Z',
        series: { count: 3, lastObservedTime: '2026-11-24T11:30:00.000000Z' },
      },
      {
        kind: 'resource',
        at: Date.UTC(2026, 10, 24, 11, 30),
        body: {
          involvedObject: { kind: 'Pod', name: 'cart-1' },
          message: 'Back-off',
          count: 3,
        },
      },
    ],
    [
      'event exporter with its cluster',
      {
        metadata: { name: 'cart.1', namespace: 'shop' },
        clusterName: 'prod-2',
        reason: 'Failed',
        message: 'no image',
        involvedObject: {
          kind: 'Pod',
          name: 'cart-1',
          namespace: 'shop',
          labels: {},
        },
        lastTimestamp: '2026-11-24T11:00:00Z',
      },
      { kind: 'resource', objectKind: 'Event', instance: 'prod-2' },
    ],
    [
      'flat event',
      {
        kind: 'Pod',
        namespace: 'shop',
        name: 'cart-1',
        reason: 'Failed',
        message: 'no image',
        type: 'Warning',
        createdAt: '2026-11-24T11:00:00Z',
      },
      {
        kind: 'resource',
        objectKind: 'Event',
        name: 'cart-1.Failed',
        at: Date.UTC(2026, 10, 24, 11),
      },
    ],
    [
      'Metricbeat event',
      {
        '@timestamp': '2026-11-24T11:00:00Z',
        kubernetes: {
          namespace: 'shop',
          event: {
            involved_object: { kind: 'Pod', name: 'cart-1', uid: 'u' },
            message: 'no image',
            reason: 'Failed',
            type: 'Warning',
            count: 2,
            timestamp: {
              first_occurrence: '2026-11-24T10:00:00Z',
              last_occurrence: '2026-11-24T11:00:00Z',
            },
          },
        },
      },
      {
        kind: 'resource',
        objectKind: 'Event',
        namespace: 'shop',
        body: { message: 'no image', involvedObject: { namespace: 'shop' } },
      },
    ],
    [
      'watched object in OpenTelemetry',
      {
        resourceLogs: [
          {
            resource: {
              attributes: [
                { key: 'k8s.namespace.name', value: { stringValue: 'shop' } },
              ],
            },
            scopeLogs: [
              {
                logRecords: [
                  {
                    observedTimeUnixNano: '1763980000000000000',
                    body: {
                      kvlistValue: {
                        values: [
                          { key: 'type', value: { stringValue: 'DELETED' } },
                          {
                            key: 'object',
                            value: {
                              kvlistValue: {
                                values: [
                                  {
                                    key: 'kind',
                                    value: { stringValue: 'Pod' },
                                  },
                                  {
                                    key: 'metadata',
                                    value: {
                                      kvlistValue: {
                                        values: [
                                          {
                                            key: 'name',
                                            value: { stringValue: 'cart-1' },
                                          },
                                        ],
                                      },
                                    },
                                  },
                                ],
                              },
                            },
                          },
                        ],
                      },
                    },
                  },
                ],
              },
            ],
          },
        ],
      },
      { kind: 'resource', objectKind: 'Pod', name: 'cart-1', deleted: true },
    ],
    [
      'event of the collector',
      {
        resourceLogs: [
          {
            resource: {
              attributes: [
                { key: 'k8s.namespace.name', value: { stringValue: 'shop' } },
              ],
            },
            scopeLogs: [
              {
                logRecords: [
                  {
                    timeUnixNano: '1763980000000000000',
                    body: { stringValue: 'Back-off' },
                    attributes: [
                      {
                        key: 'k8s.event.name',
                        value: { stringValue: 'cart.1' },
                      },
                      {
                        key: 'k8s.event.reason',
                        value: { stringValue: 'BackOff' },
                      },
                      { key: 'k8s.pod.name', value: { stringValue: 'cart-1' } },
                    ],
                  },
                ],
              },
            ],
          },
        ],
      },
      {
        kind: 'resource',
        objectKind: 'Event',
        body: {
          reason: 'BackOff',
          involvedObject: { kind: 'Pod', name: 'cart-1' },
        },
      },
    ],
  ])('reads a message of %s', (_, message, expected) => {
    expect(read(message)[0]).toMatchObject(expected);
  });

  it.each([
    ['', 'is empty'],
    ['{"a":', 'begins as JSON but is none'],
    ['{"a":1}', 'no known shape'],
    ['{"labels":{},"value":"NaN","timestamp":"x"}', 'no known shape'],
    ['[1,2]', 'list of no known shape'],
    ['x'.repeat(4_000_001), 'the limit is'],
  ])('says why nothing can be made of %.20s', (message, reason) => {
    expect(readMessage(message, options)).toEqual({
      reason: expect.stringContaining(reason),
    });
  });

  it('stays alive over malformed messages of every shape', () => {
    const shapes = [
      '{"resourceLogs":[{"scopeLogs":[{"logRecords":[null,5,{}]}]}]}',
      '{"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"x","sum":{"dataPoints":[null]}}]}]}]}',
      '{"data":{"resultType":"matrix","result":[{"values":[[null,"x"],["a"]]}]}}',
      '{"involvedObject":{"kind":5},"metadata":7}',
      '{"kubernetes":{"event":{"involved_object":{}}}}',
      '{"apiVersion":"v1","metadata":{"name":{}}}',
      '{"@timestamp":{},"message":[]}',
      '\u0000\u0001',
      '[{"message":"ok"}]',
    ];
    for (const shape of shapes) {
      expect(() => readMessage(shape, options)).not.toThrow();
    }
  });
});
