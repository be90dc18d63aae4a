import type {
  LogSignal,
  Series,
  WorkloadRef,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type {
  SignalWrite,
  TelemetryBatch,
  WindowWrite,
  WorkloadWrite,
} from '../telemetry';

/** Length of a log window in milliseconds. */
const WINDOW_MS = 10_000;

export type IsWanted = (workloadKey: string | undefined) => boolean;
export type Workloads = ReadonlyMap<string, WorkloadWrite>;

export function seriesOf(
  batches: readonly TelemetryBatch[],
  { from, at }: { from: number; at: number },
  isWanted: IsWanted,
  workloads: Workloads,
): Series[] {
  const all = new Map(
    batches.flatMap(({ series }) => series.map(s => [s.key, s] as const)),
  );
  const points = new Map<string, Map<number, number>>();
  for (const batch of batches) {
    for (const point of batch.points) {
      if (point.at >= from && point.at <= at) {
        const found = points.get(point.seriesKey) ?? new Map();
        points.set(point.seriesKey, found.set(point.at, point.value));
      }
    }
  }
  return [...all.values()].flatMap(series => {
    const found = [...(points.get(series.key) ?? [])].sort(([a], [b]) => a - b);
    if (found.length === 0 || !isWanted(series.workloadKey)) {
      return [];
    }
    const times = Float64Array.from(found, ([time]) => time);
    return [
      {
        id: series.key,
        name: series.name,
        labels: series.labels,
        query: series.query,
        workload: workloadRef(workloads, series.workloadKey),
        instance: series.instance,
        times,
        values: Float64Array.from(found, ([, value]) => value),
        step: medianStep(times),
      },
    ];
  });
}

function medianStep(times: Float64Array): number {
  const steps = Array.from(
    times.subarray(1),
    (time, i) => time - times[i],
  ).sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? 0;
}

export function signalsOf(
  batches: readonly TelemetryBatch[],
  { from, at }: { from: number; at: number },
  isWanted: IsWanted,
  workloads: Workloads,
): LogSignal[] {
  const signals = new Map<
    string,
    LogSignal & { windows: Array<{ at: number; count: number }> }
  >();
  const heads = new Map<string, SignalWrite>(
    batches.flatMap(batch =>
      batch.signals.map(
        s => [`${s.workloadKey}|${s.templateHash}`, s] as const,
      ),
    ),
  );
  const windows = batches
    .flatMap(batch => batch.windows)
    .filter(w => w.bucket <= at && isWanted(w.workloadKey));
  for (const window of windows) {
    const id = `${window.workloadKey}|${window.templateHash}`;
    const head = heads.get(id);
    const workload = workloadRef(workloads, window.workloadKey);
    if (head && workload) {
      const known = signals.get(id) ?? {
        id,
        workload,
        template: head.template,
        severity: head.severity,
        firstSeen: window.sample.at,
        lastSeen: window.sample.at,
        windows: [],
        windowSize: WINDOW_MS,
        sample: window.sample,
      };
      signals.set(id, addWindow(known, window, from));
    }
  }
  return [...signals.values()].map(signal => ({
    ...signal,
    windows: [...signal.windows].sort((a, b) => a.at - b.at),
  }));
}

function addWindow<
  T extends LogSignal & { windows: Array<{ at: number; count: number }> },
>(signal: T, window: WindowWrite, from: number): T {
  if (window.bucket >= from) {
    const same = signal.windows.find(({ at }) => at === window.bucket);
    if (same) {
      same.count += window.count;
    } else {
      signal.windows.push({ at: window.bucket, count: window.count });
    }
  }
  return {
    ...signal,
    firstSeen: Math.min(signal.firstSeen, window.sample.at),
    lastSeen: Math.max(signal.lastSeen, window.sample.at),
    sample:
      window.sample.at >= signal.sample.at ? window.sample : signal.sample,
  };
}

function workloadRef(
  workloads: Workloads,
  key: string | undefined,
): WorkloadRef | undefined {
  const found = key === undefined ? undefined : workloads.get(key);
  if (!found) {
    return undefined;
  }
  const { system, instance, environment, namespace, kind, name } = found;
  return { system, instance, environment, namespace, kind, name };
}
