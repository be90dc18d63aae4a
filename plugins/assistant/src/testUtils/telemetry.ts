import type {
  EntityDiagnosis,
  Finding,
  FindingSubject,
  TelemetryBaseStatus,
} from '@smart-assistant/backstage-plugin-assistant-common';

const checkout: FindingSubject = {
  system: 'kubernetes',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'checkout',
  instance: 'prod-1',
  environment: 'prod',
  entityRef: 'component:default/checkout',
  entityTitle: 'checkout',
};

/** checkout is killed for lack of memory after a release that halved its limit. */
export const finding: Finding = {
  id: 'f-oom',
  cause: 'container-oom-killed',
  title: 'checkout is killed for lack of memory since 14:02',
  severity: 'critical',
  subject: checkout,
  production: true,
  level: 'full',
  state: 'active',
  chronic: false,
  since: '2026-11-20T14:02:00Z',
  firstSeen: '2026-11-20T14:02:10Z',
  lastSeen: '2026-11-20T14:20:00Z',
  confidence: 'confirmed',
  reasons: [
    { text: '14 kills with reason OOMKilled', evidence: ['e-pod'] },
    {
      text: 'the limit was halved just before the first',
      evidence: ['e-change'],
    },
  ],
  evidence: [
    {
      id: 'e-pod',
      source: 'resource',
      at: '2026-11-20T14:19:51Z',
      text: 'Pod checkout-6c9f-x2kqp: OOMKilled, exit 137, restart 5',
    },
    {
      id: 'e-memory',
      source: 'metric',
      at: '2026-11-20T14:19:56Z',
      text: 'Memory, working set: 256 of 256 MiB',
    },
    {
      id: 'e-change',
      source: 'change',
      at: '2026-11-20T14:00:00Z',
      text: 'Deployment checkout, revision 41 to 42: memory limit 512Mi to 256Mi',
    },
  ],
  victims: [
    {
      ...checkout,
      name: 'storefront',
      entityRef: 'component:default/storefront',
      entityTitle: 'storefront',
    },
  ],
  withheldVictims: 0,
  change: {
    at: '2026-11-20T14:00:00Z',
    kind: 'resources',
    text: 'Release v2.14 of checkout',
    detail: 'memory limit 512Mi → 256Mi',
    evidenceId: 'e-change',
  },
  ruledOut: ['node pressure', 'a traffic peak'],
  nextChecks: [],
};

const minutes = (from: number, count: number, value: (i: number) => number) =>
  Array.from({ length: count }, (_, i): [number, number] => [
    from + i * 60_000,
    value(i),
  ]);

const from = Date.parse('2026-11-20T13:30:00Z');

export const entityDiagnosis: EntityDiagnosis = {
  health: {
    entity: { entityRef: 'component:default/checkout', title: 'checkout' },
    state: 'attention',
    environment: 'prod',
    finding: {
      id: finding.id,
      cause: finding.cause,
      title: finding.title,
      severity: finding.severity,
      since: finding.since,
      state: finding.state,
    },
    moreFindings: 0,
  },
  checkedAt: '2026-11-20T14:20:00Z',
  telemetry: { version: 18204, at: '2026-11-20T14:19:58Z' },
  findings: [finding],
  charts: [
    {
      id: 'memory',
      title: 'Memory of checkout',
      unit: 'By',
      findingId: finding.id,
      evidenceId: 'e-memory',
      lines: [
        {
          name: 'working set',
          points: minutes(
            from,
            50,
            i => (i < 30 ? 400 : 60 + (i % 4) * 65) * 2 ** 20,
          ),
        },
      ],
      band: minutes(from, 50, () => 0).map(([t]) => [
        t,
        350 * 2 ** 20,
        450 * 2 ** 20,
      ]),
      thresholds: [
        { label: 'limit', value: 256 * 2 ** 20, from: from + 30 * 60_000 },
      ],
      markers: [
        { at: from + 30 * 60_000, kind: 'change', label: 'v2.14' },
        { at: from + 33 * 60_000, kind: 'anomaly', label: 'at the limit' },
      ],
    },
  ],
  causeOutside: false,
};

export const telemetryBase: TelemetryBaseStatus = {
  version: 18204,
  at: '2026-11-20T14:19:58Z',
  versions: [
    { version: 18204, at: '2026-11-20T14:19:58Z', records: 240, hidden: false },
    { version: 18200, at: '2026-11-20T14:18:58Z', records: 236, hidden: false },
  ],
  hidden: [],
  sources: [
    {
      id: 'kubernetes/prod-1',
      system: 'kubernetes',
      instance: 'prod-1',
      state: 'reading',
      recordsPerSecond: 12.5,
      lagP50: 400,
      lagP95: 900,
      lastRecordAt: '2026-11-20T14:19:58Z',
      deadLetters: 0,
      redactions: 3,
      gaps: [],
    },
  ],
  mapping: {
    mapped: 11,
    byRule: { annotation: 9, label: 2 },
    unmapped: [
      {
        workload: 'shop/loadgen',
        records: 120,
        suggestion: 'backstage.io/kubernetes-id: loadgen',
      },
    ],
  },
  bytes: 12_000_000,
};
