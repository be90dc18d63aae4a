import {
  type SnapshotInput,
  diagnose,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { pausedCronJobs } from './pausedCronJobs';

const at = Date.parse('2026-11-24T12:00:00Z');

/** A cluster with one CronJob. */
function withCronJob(body: { suspend: boolean; lastScheduleTime?: string }) {
  const { suspend, lastScheduleTime } = body;
  const input: SnapshotInput = {
    at,
    window: { from: at - 3_600_000, to: at },
    environments: {
      default: 'prod',
      instances: {},
      namespaces: [],
      production: ['prod'],
    },
    resources: [
      {
        system: 'kubernetes',
        instance: 'shop-prod',
        kind: 'CronJob',
        namespace: 'shop',
        name: 'nightly-export',
        validFrom: at - 1000,
        body: {
          spec: { suspend },
          ...(lastScheduleTime && { status: { lastScheduleTime } }),
        },
      },
    ],
    series: [],
    logs: [],
    changes: [],
    dependencies: [],
    entities: new Map(),
    gaps: [],
    recordedKinds: new Set(['shop-prod/CronJob']),
  };
  return diagnose(input, { analyzers: [pausedCronJobs] });
}

describe('pausedCronJobs', () => {
  it('names a job that was paused longer than a week ago', () => {
    const { findings, failures } = withCronJob({
      suspend: true,
      lastScheduleTime: '2026-11-10T02:00:00Z',
    });

    expect(failures).toEqual([]);
    expect(findings).toEqual([
      expect.objectContaining({
        cause: 'cronjob-paused',
        severity: 'warning',
        confidence: 'confirmed',
        title: {
          en: 'nightly-export: paused for more than a week',
          ru: 'nightly-export: на паузе больше недели',
        },
        evidence: [
          expect.objectContaining({
            text: expect.objectContaining({
              en: 'spec.suspend is true, the last run was on 2026-11-10',
            }),
          }),
        ],
      }),
    ]);
  });

  it.each([
    ['runs', { suspend: false, lastScheduleTime: '2026-11-10T02:00:00Z' }],
    [
      'was paused today',
      { suspend: true, lastScheduleTime: '2026-11-24T02:00:00Z' },
    ],
    ['has never run', { suspend: true }],
  ])('says nothing of a job that %s', (_, body) => {
    expect(withCronJob(body)).toEqual({ findings: [], failures: [] });
  });
});
