import {
  createSnapshot,
  refKey,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import {
  MINUTE,
  NOW,
  inputOf,
  resource,
  service,
  viewerOf,
} from '../testUtils/snapshot';
import { buildTimeline } from './buildTimeline';
import { VisibleTelemetry } from './VisibleTelemetry';

const web = 'component:default/web';
const iso = (minutesAgo: number) =>
  new Date(NOW - minutesAgo * MINUTE).toISOString();

const workload = (name: string) => ({
  system: 'kubernetes',
  instance: 'prod',
  kind: 'Deployment',
  namespace: 'shop',
  name,
  environment: 'prod',
});
const log = (name: string, severity: 'error' | 'info') => ({
  id: `${name}-${severity}`,
  workload: workload(name),
  template: `${name} says ${severity}`,
  severity,
  firstSeen: NOW - 20 * MINUTE,
  lastSeen: NOW,
  windows: [
    { at: NOW - 20 * MINUTE, count: 2 },
    { at: NOW - 10 * MINUTE, count: 3 },
  ],
  windowSize: 10_000,
  sample: { at: NOW - 10 * MINUTE, text: 'x' },
});
const warning = (name: string, count: number) =>
  resource('Event', `${name}.${count}`, {
    type: 'Warning',
    reason: 'BackOff',
    message: 'm',
    count,
    firstTimestamp: iso(120),
    lastTimestamp: iso(count),
    involvedObject: { kind: 'Pod', namespace: 'shop', name: `${name}-pod` },
  });
const killed = {
  containerStatuses: [
    {
      lastState: { terminated: { reason: 'OOMKilled', finishedAt: iso(7) } },
    },
  ],
};

const resources = [
  ...service('web', { status: killed }),
  ...service('db', { status: killed }),
  warning('web', 3),
  warning('web', 5),
  warning('db', 4),
  resource('Alert', 'Slow{}', {
    state: 'firing',
    activeAt: iso(4),
    labels: { alertname: 'Slow', namespace: 'shop', deployment: 'web' },
  }),
];
const visible = new VisibleTelemetry({
  snapshot: createSnapshot(
    inputOf(resources, {
      logs: [log('web', 'error'), log('web', 'info'), log('db', 'error')],
      changes: ['web', 'db'].map(name => ({
        id: name,
        at: NOW - 30 * MINUTE,
        subject: workload(name),
        kind: 'delivery',
        summary: `${name} delivered`,
      })),
    }),
  ),
  viewer: viewerOf({ web: 'full', db: 'state' }),
});
const options = {
  visible,
  entityRefs: new Set([web]),
  window: { from: NOW - 60 * MINUTE, to: NOW },
  findings: [],
  charts: [
    {
      id: 'c',
      title: 'Memory',
      unit: 'By',
      lines: [],
      band: [],
      thresholds: [],
      markers: [
        { at: NOW - 8 * MINUTE, kind: 'anomaly' as const, label: 'Unusual' },
        { at: NOW - 9 * MINUTE, kind: 'change' as const, label: 'no' },
      ],
    },
  ],
  language: 'en' as const,
};

describe('buildTimeline', () => {
  it('puts what happened to the entity on one axis, and nothing of others', () => {
    const timeline = buildTimeline(options);
    expect(timeline?.lanes.map(({ kind, items }) => [kind, items])).toEqual([
      [
        'changes',
        [
          {
            at: NOW - 30 * MINUTE,
            label: 'web: web delivered',
            evidenceId: 'change:web',
          },
        ],
      ],
      [
        'events',
        [
          {
            at: options.window.from,
            to: NOW - 3 * MINUTE,
            label: 'BackOff ×8',
            severity: 'warning',
            evidenceId: `event:${refKey(resources[4])}`,
          },
        ],
      ],
      [
        'logs',
        [
          {
            at: NOW - 20 * MINUTE,
            to: NOW - 10 * MINUTE + 10_000,
            label: 'web says error ×5',
            severity: 'error',
            evidenceId: 'log:web-error',
          },
        ],
      ],
      ['metrics', [{ at: NOW - 8 * MINUTE, label: 'Memory: unusual' }]],
      [
        'alerts',
        [{ at: NOW - 4 * MINUTE, to: NOW, label: 'Slow', severity: 'error' }],
      ],
    ]);
    expect(JSON.stringify(timeline)).not.toMatch(/\bdb\b/);
  });

  it('is not there when nothing happened', () => {
    expect(
      buildTimeline({ ...options, charts: [], entityRefs: new Set(['x']) }),
    ).toBeUndefined();
  });
});

describe('VisibleTelemetry', () => {
  it('knows kills of what is seen in full alone', () => {
    expect(visible.killsOf(web)).toEqual([NOW - 7 * MINUTE]);
    expect(visible.killsOf('component:default/db')).toEqual([]);
    expect(visible.pods().map(({ value }) => value.name)).toEqual(['web-pod']);
  });
});
