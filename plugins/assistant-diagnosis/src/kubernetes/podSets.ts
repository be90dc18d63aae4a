import { asObject, asObjects, asTexts, dig } from '../snapshot/json';
import { refKey } from '../snapshot/SnapshotInput';
import type {
  JsonObject,
  ResourceRef,
  ResourceVersion,
} from '../snapshot/SnapshotInput';
import type { Snapshot } from '../snapshot/Snapshot';

/** Pods of one template: what a selector selects and what calls others. */
export interface PodSet {
  /** Top of the owner chain: the subject of findings. */
  top: ResourceRef;
  /** What holds the template. */
  holder: ResourceVersion;
  namespace: string;
  labels: ReadonlyMap<string, string>;
  spec: JsonObject;
  pods: readonly ResourceVersion[];
  /** Containers with init containers. */
  containers: readonly JsonObject[];
}

const HOLDERS: ReadonlyArray<[kind: string, path: readonly string[]]> = [
  ['Deployment', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['ReplicationController', ['spec', 'template']],
  ['Rollout', ['spec', 'template']],
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['Job', ['spec', 'template']],
  ['ReplicaSet', ['spec', 'template']],
];

const known = new WeakMap<Snapshot, readonly PodSet[]>();

/** All pod templates at `snapshot.at`, and pods that no recorded template made. */
export function podSetsOf(snapshot: Snapshot): readonly PodSet[] {
  let sets = known.get(snapshot);
  if (!sets) {
    sets = collect(snapshot);
    known.set(snapshot, sets);
  }
  return sets;
}

export function templateOf(version: ResourceVersion): JsonObject | undefined {
  const path = HOLDERS.find(([kind]) => kind === version.kind)?.[1];
  return path && asObject(dig(version.body, ...path));
}

function collect(snapshot: Snapshot): PodSet[] {
  const sets: PodSet[] = [];
  const covered = new Set<string>();
  for (const [kind, path] of HOLDERS) {
    for (const holder of snapshot.list(kind)) {
      // a replica set of a recorded deployment repeats its template
      if (snapshot.ownersOf(holder).some(owner => templateOf(owner))) {
        continue;
      }
      const pods = snapshot.podsOf(holder);
      pods.forEach(pod => covered.add(refKey(pod)));
      sets.push(
        create(snapshot, holder, asObject(dig(holder.body, ...path)), pods),
      );
    }
  }
  const loose = new Map<string, ResourceVersion[]>();
  for (const pod of snapshot.list('Pod')) {
    if (!covered.has(refKey(pod))) {
      const key = refKey(snapshot.topOwnerOf(pod));
      const pods = loose.get(key);
      if (pods) {
        pods.push(pod);
      } else {
        loose.set(key, [pod]);
      }
    }
  }
  for (const pods of loose.values()) {
    sets.push(create(snapshot, pods[0], pods[0].body, pods));
  }
  return sets;
}

function create(
  snapshot: Snapshot,
  holder: ResourceVersion,
  template: JsonObject,
  pods: readonly ResourceVersion[],
): PodSet {
  const spec = asObject(template.spec);
  return {
    top: snapshot.topOwnerOf(holder),
    holder,
    namespace: holder.namespace ?? '',
    labels: new Map(asTexts(dig(template, 'metadata', 'labels'))),
    spec,
    pods,
    containers: [
      ...asObjects(spec.initContainers),
      ...asObjects(spec.containers),
    ],
  };
}

/** Whether all pairs of a selector stand among the labels; an empty selector selects nothing here. */
export function selects(
  selector: ReadonlyArray<readonly [string, string]>,
  labels: ReadonlyMap<string, string>,
): boolean {
  return (
    selector.length > 0 &&
    selector.every(([name, value]) => labels.get(name) === value)
  );
}
