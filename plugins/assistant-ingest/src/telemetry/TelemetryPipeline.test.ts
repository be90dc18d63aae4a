import { LogTemplateMiner } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type {
  LogRecord,
  ResourceRecord,
  TelemetryRecord,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { TelemetryRedactor } from '../normalize';
import { TelemetryPipeline } from './TelemetryPipeline';

const at = Date.UTC(2026, 10, 24, 12);

const create = () =>
  new TelemetryPipeline({
    redactor: new TelemetryRedactor(),
    createMiner: () => LogTemplateMiner.create(),
    environmentOf: instance => (instance === 'stage-1' ? 'stage' : 'prod'),
  });
const log = (body: string, part: Partial<LogRecord> = {}): LogRecord => ({
  kind: 'log',
  at,
  origin: {
    instance: 'prod-1',
    system: 'kubernetes',
    namespace: 'shop',
    pod: 'cart-0',
    container: 'cart',
  },
  severity: 'info',
  body,
  ...part,
});
const object = (
  objectKind: string,
  name: string,
  body: object = {},
  part: Partial<ResourceRecord> = {},
): ResourceRecord => ({
  kind: 'resource',
  at,
  system: 'kubernetes',
  instance: 'prod-1',
  objectKind,
  namespace: 'shop',
  name,
  body: { kind: objectKind, metadata: { name, namespace: 'shop' }, ...body },
  ...part,
});
const process = (
  records: TelemetryRecord[],
  pipeline = create(),
  complete?: string[],
) => pipeline.process({ records, deadLetters: [], complete });

describe('TelemetryPipeline', () => {
  it('counts lines of one template in windows of ten seconds', () => {
    const { signals, windows, records } = process([
      log('order 17 took 20 ms'),
      log('order 18 took 31 ms', { at: at + 9_999 }),
      log('order 19 took 5 ms', { at: at + 10_000 }),
    ]);
    expect(signals).toHaveLength(1);
    expect(windows.map(({ bucket, count }) => [bucket - at, count])).toEqual([
      [0, 2],
      [10_000, 1],
    ]);
    expect(records).toBe(3);
  });

  it('joins a stack trace that came as several documents, and counts it once', () => {
    const { windows } = process([
      log('java.io.IOException: disk full', { severity: 'error' }),
      log('\tat A.b(A.java:1)'),
      log('Caused by: java.lang.Error: x'),
      log('next'),
    ]);
    expect(windows.map(({ count, sample }) => [count, sample.text])).toEqual([
      [
        1,
        'java.io.IOException: disk full\n\tat A.b(A.java:1)\nCaused by: java.lang.Error: x',
      ],
      [1, 'next'],
    ]);
  });

  it('keeps no secret, in lines, objects or templates', () => {
    const secret = ['hunter', '22x'].join('');
    const batch = process([
      log(`login with password=${secret} of jane@example.com failed`),
      object('Deployment', 'cart', {
        spec: {
          containers: [{ env: [{ name: 'DB_PASSWORD', value: secret }] }],
        },
      }),
      object('Secret', 'db', { data: { password: secret } }),
    ]);
    expect(JSON.stringify(batch)).not.toMatch(new RegExp(`${secret}|jane`));
    expect(batch.redactions).toBe(3);
    expect(batch.resources.find(r => r.kind === 'Secret')?.body.data).toEqual({
      password: '',
    });
  });

  it('keeps no personal data of labels, annotations and told changes, nor what the team names', () => {
    const pipeline = new TelemetryPipeline({
      redactor: new TelemetryRedactor([/EMP-\d+/]),
      createMiner: () => LogTemplateMiner.create(),
      environmentOf: () => 'prod',
    });
    const origin = { instance: 'prod-1', system: 'kubernetes' };
    const labels = { owner: 'jane@example.com' };
    const batch = pipeline.process({
      records: [
        { kind: 'metric', at, name: 'm', labels, value: 1, origin },
        { kind: 'metric', at: at + 1, name: 'm', labels, value: 2, origin },
        object('Deployment', 'cart', {
          metadata: {
            name: 'cart',
            annotations: { contact: 'EMP-77 or joe@example.com' },
          },
        }),
        {
          kind: 'change',
          at,
          origin,
          changeKind: 'delivery',
          summary: 'released by EMP-78',
        },
      ],
      deadLetters: [],
    });
    expect(JSON.stringify(batch)).not.toMatch(/EMP-\d|jane|joe/);
    expect(batch.redactions).toBe(4);
  });

  it('writes a state once, and again when it differs in what matters', () => {
    const pipeline = create();
    const pod = (restarts: number, version: string) =>
      object('Pod', 'cart-0', {
        metadata: {
          name: 'cart-0',
          namespace: 'shop',
          resourceVersion: version,
          managedFields: [{ time: version }],
        },
        status: { containerStatuses: [{ restartCount: restarts }] },
      });
    const written = [pod(0, '1'), pod(0, '2'), pod(1, '3')].map(
      record => process([record], pipeline).resources.length,
    );
    expect(written).toEqual([1, 0, 1]);
  });

  it('names all objects of a kind that was listed completely', () => {
    const pipeline = create();
    process([object('Pod', 'a')], pipeline, ['prod-1/Pod']);
    const { resources } = process([object('Pod', 'a')], pipeline, [
      'prod-1/Pod',
    ]);
    expect(resources.map(({ name }) => name)).toEqual(['a']);
  });

  it('dates a state by the newest time that it tells, but never by the future', () => {
    const { resources } = process([
      object('Pod', 'a', {
        status: {
          startTime: '2026-11-24T11:00:00Z',
          conditions: [{ lastTransitionTime: '2026-11-24T11:30:00Z' }],
        },
        spec: { deadline: '2027-01-01T00:00:00Z' },
      }),
    ]);
    expect(resources[0].validFrom).toBe(Date.UTC(2026, 10, 24, 11, 30));
  });

  it('finds the workload of a line by objects of the same page', () => {
    const { workloads, windows } = process([
      log('x', {
        origin: {
          instance: 'prod-1',
          system: 'kubernetes',
          namespace: 'shop',
          pod: 'cart-abc',
        },
      }),
      object('Pod', 'cart-abc', {
        metadata: {
          name: 'cart-abc',
          namespace: 'shop',
          labels: { app: 'cart' },
          ownerReferences: [
            { kind: 'ReplicaSet', name: 'cart-77', controller: true },
          ],
        },
      }),
      object('ReplicaSet', 'cart-77', {
        metadata: {
          name: 'cart-77',
          namespace: 'shop',
          ownerReferences: [
            { kind: 'Deployment', name: 'cart', controller: true },
          ],
        },
      }),
    ]);
    expect(workloads).toEqual([
      expect.objectContaining({
        kind: 'Deployment',
        name: 'cart',
        environment: 'prod',
        hints: expect.objectContaining({ app: 'cart' }),
      }),
    ]);
    expect(windows[0].workloadKey).toBe(workloads[0].key);
  });

  it('never mixes environments', () => {
    const other = {
      instance: 'stage-1',
      system: 'kubernetes',
      namespace: 'shop',
      pod: 'cart-0',
    };
    const { signals } = process([
      log('same line'),
      log('same line', { origin: other }),
    ]);
    expect(new Set(signals.map(s => s.workloadKey)).size).toBe(2);
    expect(new Set(signals.map(s => s.templateHash)).size).toBe(1);
  });

  it('survives a line of 5 MB, a label of 1 MB and values that are no numbers', () => {
    const metric = (value: number) =>
      ({
        kind: 'metric',
        at,
        name: 'm',
        labels: { big: 'x'.repeat(1_000_000) },
        value,
        origin: { instance: 'prod-1', system: 'kubernetes' },
      } as const);
    const batch = process([
      log('y'.repeat(5_000_000)),
      metric(1),
      metric(NaN),
      metric(Infinity),
    ]);
    expect(JSON.stringify(batch).length).toBeLessThan(50_000);
    expect(batch.points).toEqual([expect.objectContaining({ value: 1 })]);
  });
});
