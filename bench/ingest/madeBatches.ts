import type {
  TelemetryBatch,
  WorkloadWrite,
} from '@smart-assistant/backstage-plugin-assistant-node';

const WORKLOADS = 200;
const TEMPLATES = 15;
const WINDOW_MS = 10_000;

type Content = Omit<TelemetryBatch, 'offset' | 'shard' | 'source'>;

const EMPTY: Content = {
  system: 'kubernetes',
  instance: 'prod',
  workloads: [],
  signals: [],
  windows: [],
  series: [],
  points: [],
  resources: [],
  complete: [],
  changes: [],
  deadLetters: [],
  records: 0,
  redactions: 0,
};

/** Service 0 speaks most: of all lines about a third are those of the first ten services. */
function pickUneven(limit: number): number {
  return Math.min(limit - 1, Math.floor(limit * Math.random() ** 2));
}

function workload(n: number): WorkloadWrite {
  const name = `service-${n}`;
  return {
    key: `prod/team-${n % 20}/${name}`,
    system: 'kubernetes',
    instance: 'prod',
    environment: 'prod',
    namespace: `team-${n % 20}`,
    kind: 'Deployment',
    name,
    hints: { app: name },
  };
}

export const MADE_WORKLOADS = Array.from({ length: WORKLOADS }, (_, n) =>
  workload(n),
);

/** What a tick makes of lines: one window for each template that came, with one line as sample. */
export function logBatch(lines: readonly number[], at: number): Content {
  const windows = new Map<string, TelemetryBatch['windows'][number]>();
  for (const arrived of lines) {
    const n = pickUneven(WORKLOADS);
    const t = pickUneven(TEMPLATES);
    const bucket = arrived - (arrived % WINDOW_MS);
    const id = `${n}/${t}/${bucket}`;
    const known = windows.get(id);
    windows.set(id, {
      workloadKey: MADE_WORKLOADS[n].key,
      templateHash: `template-${n}-${t}`,
      bucket,
      count: (known?.count ?? 0) + 1,
      sample: {
        at: arrived,
        text: `request ${arrived} of customer ${
          n * 7 + t
        } failed after 3 tries: upstream connect error or disconnect before headers, reset reason: overflow`,
        pod: `service-${n}-7d9f8b6c5d-x${t}`,
        container: 'app',
      },
    });
  }
  return {
    ...EMPTY,
    workloads: MADE_WORKLOADS,
    signals: [...windows.values()].map(({ workloadKey, templateHash }) => ({
      workloadKey,
      templateHash,
      template: `${templateHash} request <num> of customer <num> failed after <num> tries: upstream connect error`,
      severity: 'error',
    })),
    windows: [...windows.values()],
    records: lines.length,
    newestAt: at,
  };
}

/** One value of each series, as of one scrape. */
export function metricBatch(seriesCount: number, at: number): Content {
  const series = Array.from({ length: seriesCount }, (_, i) => ({
    key: `series-${i}`,
    workloadKey: MADE_WORKLOADS[i % WORKLOADS].key,
    instance: 'prod',
    name: `metric_${Math.floor(i / WORKLOADS)}`,
    labels: { namespace: `team-${i % 20}`, pod: `service-${i % WORKLOADS}-x` },
  }));
  return {
    ...EMPTY,
    system: 'prometheus',
    workloads: MADE_WORKLOADS,
    series,
    points: series.map(({ key }) => ({
      seriesKey: key,
      at,
      value: Math.random() * 100,
    })),
    records: seriesCount,
    newestAt: at,
  };
}
