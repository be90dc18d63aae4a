import type {
  AccessGrant,
  EntityDiagnosis,
  EntityHealth,
  HealthOverview,
  TelemetryBaseStatus,
} from '@smart-assistant/backstage-plugin-assistant-common';
import {
  entityDiagnosis,
  finding,
  telemetryBase,
} from '../src/testUtils/telemetry';

const ago = (ms: number) => new Date(Date.now() - ms).toISOString();
const MINUTE = 60_000;

/** Moves everything that is dated in a sample, so that its newest moment is now. */
function upToDate<T>(sample: T): T {
  const by = Date.now() - Date.parse('2026-11-20T14:20:00Z');
  return JSON.parse(
    JSON.stringify(sample)
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, at =>
        new Date(Date.parse(at) + by).toISOString(),
      )
      .replace(/\b1\d{12}\b/g, at => String(Number(at) + by)),
  );
}

const named = (title: string) => ({
  entityRef: `component:default/${title}`,
  title,
});

function failing(
  title: string,
  words: string,
  severity: 'critical' | 'warning',
  changes: Partial<EntityHealth> = {},
): EntityHealth {
  return {
    entity: named(title),
    state: 'attention',
    environment: 'prod',
    finding: {
      id: `f-${title}`,
      cause: 'container-oom-killed',
      title: words,
      severity,
      since: ago(18 * MINUTE),
      state: 'active',
    },
    moreFindings: 0,
    ...changes,
  };
}

/** `?health=healthy`, `?health=none`, `?health=one` and `?health=many` show other states. */
export function healthOverview(
  params: URLSearchParams,
): HealthOverview | undefined {
  const state = params.get('health');
  if (state === 'none') {
    return undefined;
  }
  const all = [
    failing('checkout', finding.title, 'critical', { moreFindings: 2 }),
    failing(
      'payments-worker',
      'payments-worker is 4,210 messages behind',
      'warning',
    ),
    { entity: named('recs'), state: 'attention', moreFindings: 0 } as const,
    ...Array.from({ length: 9 }, (_, index) =>
      failing(
        `batch-${index}`,
        `batch-${index} restarts again and again`,
        'warning',
      ),
    ),
  ];
  const counts: Record<string, number> = {
    healthy: 0,
    one: 1,
    many: all.length,
  };
  const count = counts[state ?? ''] ?? 3;
  const healthy = ['orders', 'storefront', 'lag'].map(title => ({
    entity: named(title),
    state: 'healthy' as const,
    moreFindings: 0,
  }));
  return {
    checkedAt: ago(3_000),
    telemetry: { version: 18204, at: ago(2_000) },
    total: count === 1 ? 9 : count + healthy.length,
    needAttention: count,
    entities: [...all.slice(0, count), ...healthy],
    chronic: 30,
    muted: 2,
  };
}

export const accessGrant = (
  entityRef: string,
  reason: string,
): AccessGrant => ({
  id: 'g-1',
  user: { entityRef: 'user:default/dana', title: 'Dana' },
  entity: named(entityRef.split('/')[1]),
  reason,
  grantedAt: ago(0),
  expiresAt: ago(-4 * 60 * MINUTE),
});

/** `?entity=healthy`, `?entity=unknown`, `?entity=outside`, `?entity=state` show other states. */
export function diagnosis(params: URLSearchParams): EntityDiagnosis {
  const now = upToDate(entityDiagnosis);
  const [memory] = now.charts;
  const kinds = ['Requests', 'Failed requests', 'Latency, p95'] as const;
  const charts = [
    memory,
    ...kinds.map((title, index) => ({
      ...memory,
      id: title,
      title,
      unit: ['1/s', '1', 's'][index],
      thresholds: [],
      band: [],
      lines: memory.lines.map(line => ({
        ...line,
        points: line.points.map(([t], i): [number, number] => [
          t,
          [
            40 + 8 * Math.sin(i / 5),
            i < 32 ? 0.002 : 0.12,
            i < 32 ? 0.08 : 0.9,
          ][index],
        ]),
      })),
    })),
  ];
  const calm = { ...now.health, finding: undefined, moreFindings: 0 };
  switch (params.get('entity')) {
    case 'healthy':
      return {
        ...now,
        health: { ...calm, state: 'healthy' },
        findings: [],
        charts,
      };
    case 'unknown':
      return {
        ...now,
        health: { ...calm, state: 'unknown' },
        findings: [],
        charts: [],
      };
    case 'outside':
      return { ...now, health: calm, findings: [], causeOutside: true, charts };
    case 'state':
      return {
        ...now,
        charts: [],
        findings: now.findings.map(one => ({
          ...one,
          level: 'state',
          evidence: [],
          reasons: [],
          change: undefined,
          ruledOut: [],
          victims: [],
        })),
      };
    default:
      return {
        ...now,
        charts,
        health: { ...now.health, moreFindings: 1 },
        findings: [
          ...now.findings,
          {
            ...now.findings[0],
            id: 'f-2',
            title: 'The liveness probe of checkout answers too late',
            severity: 'warning',
            change: undefined,
          },
        ],
      };
  }
}

/** `?telemetry=none` shows the page before any source is set up. */
export function firstTelemetryBase(
  params: URLSearchParams,
): TelemetryBaseStatus {
  if (params.get('telemetry') === 'none') {
    return {
      ...telemetryBase,
      version: 0,
      at: undefined,
      versions: [],
      sources: [],
      mapping: { mapped: 0, byRule: {}, unmapped: [] },
      bytes: 0,
    };
  }
  const [kubernetes] = telemetryBase.sources;
  return {
    ...telemetryBase,
    at: ago(2_000),
    versions: Array.from({ length: 60 }, (_, index) => ({
      version: 18204 - index * 6,
      at: ago(index * MINUTE),
      records: 236 + ((index * 37) % 50),
      hidden: false,
    })),
    sources: [
      { ...kubernetes, lastRecordAt: ago(2_000) },
      {
        ...kubernetes,
        id: 'logs/prod-1',
        system: 'logs',
        state: 'catching-up',
        recordsPerSecond: 1840.2,
        lagP50: 4_200,
        lagP95: 31_000,
        deadLetters: 12,
        redactions: 1_204,
        lastRecordAt: ago(30_000),
        gaps: [{ from: ago(50 * MINUTE), to: ago(47 * MINUTE) }],
      },
      {
        ...kubernetes,
        id: 'prometheus/prod-1',
        system: 'prometheus',
        state: 'down',
        recordsPerSecond: 0,
        lagP50: undefined,
        lagP95: undefined,
        lastRecordAt: ago(17 * MINUTE),
        redactions: 0,
        lastError: {
          at: ago(20_000),
          message: 'prometheus.prod-1.example:9090 answers 401.',
          remedy:
            'Put a valid token into assistant.telemetry.prometheus.prod-1.token.',
        },
        gaps: [{ from: ago(17 * MINUTE) }],
      },
    ],
    mapping: {
      ...telemetryBase.mapping,
      unmapped: [
        {
          workload: 'prod-1 / shop / Deployment loadgen',
          records: 120,
          suggestion:
            'backstage.io/kubernetes-id: loadgen, backstage.io/kubernetes-namespace: shop',
        },
        {
          workload: 'prod-1 / Topic payments.retry',
          records: 1,
          suggestion: 'assistant/kafka-topic: payments.retry',
        },
      ],
    },
  };
}
