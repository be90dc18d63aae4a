import {
  type LogSignal,
  type ResourceVersion,
  type Series,
  type SourceGap,
  type SnapshotInput,
  type WorkloadRef,
  refKey,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { WorkloadMapping } from '../knowledge';
import type {
  ResourceWrite,
  SignalWrite,
  TelemetryBatch,
  WindowWrite,
  WorkloadWrite,
} from '../telemetry';

export interface StoredCommit {
  version: number;
  storedAt: number;
  batch: TelemetryBatch;
}

/** Length of a log window in milliseconds. */
const WINDOW_MS = 10_000;

/** Reads a snapshot through all commits, oldest first. */
export function buildSnapshot(options: {
  commits: readonly StoredCommit[];
  workloads: ReadonlyMap<string, WorkloadWrite>;
  mappings: readonly WorkloadMapping[];
  entityRefs: readonly string[] | 'all';
  at: number;
  window: { from: number; to: number };
  historyMs: number;
}): Omit<SnapshotInput, 'dependencies' | 'environments'> {
  const { commits, at, window, historyMs } = options;
  const from = Math.min(window.from, at - historyMs);
  const wanted = wantedWorkloads(options);
  const isWanted = (key: string | undefined) =>
    wanted === 'all' || (key !== undefined && wanted.has(key));
  const batches = commits.map(({ batch }) => batch);
  return {
    at,
    window,
    resources: resourcesOf(batches, at, isWanted, options.workloads),
    series: seriesOf(batches, { from, at }, isWanted, options.workloads),
    logs: signalsOf(batches, { from, at }, isWanted, options.workloads),
    changes: batches
      .flatMap(({ changes }) => changes)
      .filter(
        change =>
          change.at >= from && change.at <= at && isWanted(change.workloadKey),
      ),
    entities: entitiesOf(options),
    gaps: gapsOf(batches),
    recordedKinds: new Set(
      batches.flatMap(({ complete, resources }) => [
        ...complete,
        ...resources.map(({ instance, kind }) => `${instance}/${kind}`),
      ]),
    ),
  };
}

/** Told again with the same begin, a gap replaces what was told before. */
function gapsOf(batches: readonly TelemetryBatch[]): SourceGap[] {
  const gaps = new Map<string, SourceGap>();
  for (const { gap, source, instance } of batches) {
    if (gap) {
      const { filled, ...told } = gap;
      const key = `${source}|${gap.from}`;
      gaps.delete(key);
      if (!filled) {
        gaps.set(key, { source, instance, ...told });
      }
    }
  }
  return [...gaps.values()];
}

function wantedWorkloads(options: {
  entityRefs: readonly string[] | 'all';
  mappings: readonly WorkloadMapping[];
}): ReadonlySet<string> | 'all' {
  const { entityRefs, mappings } = options;
  return entityRefs === 'all'
    ? 'all'
    : new Set(
        mappings
          .filter(({ entityRef }) => entityRefs.includes(entityRef))
          .map(({ workloadKey }) => workloadKey),
      );
}

type IsWanted = (workloadKey: string | undefined) => boolean;
type Workloads = ReadonlyMap<string, WorkloadWrite>;

/** Objects of the wanted workloads, and everything else in their namespaces and instances that is shared. */
function resourcesOf(
  batches: readonly TelemetryBatch[],
  at: number,
  isWanted: IsWanted,
  workloads: Workloads,
): ResourceVersion[] {
  const places = new Set(
    [...workloads.values()]
      .filter(({ key }) => isWanted(key))
      .flatMap(({ instance, namespace }) => [
        `${instance}|${namespace ?? ''}`,
        `${instance}|`,
      ]),
  );
  const isNear = (r: ResourceWrite) =>
    isWanted(r.workloadKey) ||
    (r.workloadKey === undefined &&
      places.has(`${r.instance}|${r.namespace ?? ''}`)) ||
    (r.kind === 'Node' && places.has(`${r.instance}|`));
  const seen = new Map<string, { version: ResourceVersion; hash: string }[]>();
  for (const { resources, listedAt, newestAt } of batches) {
    for (const resource of resources) {
      if (resource.validFrom <= at && isNear(resource)) {
        addVersion(seen, resource, listedAt ?? newestAt);
      }
    }
  }
  return [...seen.values()].flatMap(versions =>
    versions.map(({ version }) => version),
  );
}

function addVersion(
  seen: Map<string, { version: ResourceVersion; hash: string }[]>,
  resource: ResourceWrite,
  seenAt: number | undefined,
) {
  const {
    system,
    instance,
    kind,
    namespace,
    name,
    uid,
    validFrom,
    deleted,
    body,
    hash,
  } = resource;
  const version: ResourceVersion = {
    system,
    instance,
    kind,
    namespace,
    name,
    uid,
    validFrom,
    deleted,
    body,
    seenAt: Math.max(validFrom, seenAt ?? validFrom),
  };
  const versions = seen.get(refKey(version)) ?? [];
  const last = versions.at(-1);
  if (last?.hash === hash) {
    last.version.seenAt = version.seenAt;
  } else {
    versions.push({ version, hash });
  }
  seen.set(refKey(version), versions);
}

function seriesOf(
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

function signalsOf(
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

function entitiesOf(options: {
  workloads: Workloads;
  mappings: readonly WorkloadMapping[];
}): Map<string, readonly string[]> {
  const entities = new Map<string, readonly string[]>();
  for (const { workloadKey, entityRef } of options.mappings) {
    const workload = options.workloads.get(workloadKey);
    if (workload) {
      const key = refKey(workload);
      entities.set(key, [...(entities.get(key) ?? []), entityRef]);
    }
  }
  return entities;
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
