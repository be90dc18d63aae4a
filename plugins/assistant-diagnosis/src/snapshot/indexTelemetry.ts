import { compareText } from './json';
import { refKey } from './SnapshotInput';
import type {
  LogSignal,
  ResourceRef,
  ResourceVersion,
  Series,
  SnapshotInput,
} from './SnapshotInput';

/** Kinds that a bare workload name may stand for, the likeliest first. */
const WORKLOAD_KINDS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'InferenceService',
  'SparkApplication',
  'CronJob',
  'Job',
  'ReplicaSet',
  'Pod',
];

/** Labels of a series that name its workload, beside its pod. */
const WORKLOAD_LABELS: ReadonlyArray<[label: string, kind: string]> = [
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['job_name', 'Job'],
  ['persistentvolumeclaim', 'PersistentVolumeClaim'],
];

interface Resolver {
  present: ReadonlyMap<string, ResourceVersion>;
  topOf(ref: ResourceRef): ResourceRef;
}

/** Log templates and series by the objects that they tell of: the one named, and the top of its owners. */
export function indexTelemetry(input: SnapshotInput, resolver: Resolver) {
  const logs = new Map<string, LogSignal[]>();
  const series = new Map<string, Series[]>();
  for (const signal of input.logs) {
    for (const key of keysOf(signal.workload, resolver)) {
      append(logs, key, signal);
    }
  }
  for (const one of input.series) {
    for (const ref of refsOfSeries(one, resolver)) {
      for (const key of keysOf(ref, resolver)) {
        append(series, key, one);
      }
    }
  }
  sortById(logs);
  sortById(series);
  return { logs, series };
}

function keysOf(ref: ResourceRef, resolver: Resolver): Set<string> {
  const real = resolve(ref, resolver);
  return new Set([refKey(ref), refKey(real), refKey(resolver.topOf(real))]);
}

/** The recorded object that a workload's name stands for, if its kind is told otherwise. */
function resolve(ref: ResourceRef, { present }: Resolver): ResourceRef {
  if (present.has(refKey(ref))) {
    return ref;
  }
  for (const kind of WORKLOAD_KINDS) {
    const candidate = { ...ref, system: 'kubernetes', kind };
    if (present.has(refKey(candidate))) {
      return candidate;
    }
  }
  return ref;
}

function refsOfSeries(series: Series, resolver: Resolver): ResourceRef[] {
  if (series.workload) {
    return [series.workload];
  }
  const { labels, instance } = series;
  const ref = (kind: string, name: string): ResourceRef => ({
    system: 'kubernetes',
    instance,
    kind,
    namespace: labels.namespace ?? labels.exported_namespace,
    name,
  });
  const pod = labels.pod ?? labels.exported_pod;
  const named = [
    ...(pod ? [ref('Pod', pod)] : []),
    ...WORKLOAD_LABELS.flatMap(([label, kind]) =>
      labels[label] ? [ref(kind, labels[label])] : [],
    ),
  ];
  if (named.length > 0) {
    return named;
  }
  const service = labels.service ?? labels.app ?? labels.job;
  const found = service && resolve(ref('Workload', service), resolver);
  return found && found.kind !== 'Workload' ? [found] : [];
}

function append<T>(map: Map<string, T[]>, key: string, item: T): void {
  const items = map.get(key);
  if (!items) {
    map.set(key, [item]);
  } else if (items[items.length - 1] !== item) {
    items.push(item);
  }
}

function sortById<T extends { id: string }>(map: Map<string, T[]>): void {
  for (const items of map.values()) {
    items.sort((a, b) => compareText(a.id, b.id));
  }
}
