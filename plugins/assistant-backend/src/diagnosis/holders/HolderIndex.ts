import {
  type JsonObject,
  type LogSignal,
  type ResourceRef,
  type ResourceVersion,
  type Series,
  type Snapshot,
  refKey,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { Holder } from './Holder';

/** Kinds that everything in their namespace stands on. */
const OF_NAMESPACE = new Set(['ResourceQuota', 'LimitRange', 'Namespace']);
/** Kinds that select pods by labels. */
const SELECTING = new Set(['Service', 'PodDisruptionBudget', 'NetworkPolicy']);
/** Labels of a series that name its workload. */
const SERIES_LABELS: ReadonlyArray<readonly [string, string]> = [
  ['pod', 'Pod'],
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['job_name', 'Job'],
  ['container', 'Deployment'],
  ['consumergroup', 'Deployment'],
];

/** Finds whose the objects of one snapshot are. */
export class HolderIndex {
  readonly #snapshot: Snapshot;
  readonly #known = new Map<string, Holder>();
  #pods: ReadonlyArray<{ pod: ResourceVersion; spec: string }> | undefined;

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  of(ref: ResourceRef): Holder {
    const key = refKey(ref);
    let holder = this.#known.get(key);
    if (!holder) {
      holder = this.#find(ref);
      this.#known.set(key, holder);
    }
    return holder;
  }

  ofLog({ workload }: LogSignal): Holder {
    return this.of(workload);
  }

  /** By the workload that it was keyed by, else by what its labels name. */
  ofSeries(series: Series): Holder {
    const ref = series.workload ?? this.#named(series);
    return ref ? this.of(ref) : NOBODY;
  }

  #named({ labels, instance }: Series): ResourceRef | undefined {
    const namespace = labels.namespace ?? labels.exported_namespace;
    for (const [label, kind] of SERIES_LABELS) {
      const name = labels[label];
      if (!name) {
        continue;
      }
      const found = this.#snapshot
        .list(kind)
        .filter(
          one =>
            one.instance === instance &&
            one.name === name &&
            (namespace === undefined || one.namespace === namespace),
        );
      // a name that several objects bear says nothing
      if (found.length === 1) {
        return found[0];
      }
    }
    return undefined;
  }

  #find(ref: ResourceRef): Holder {
    const namespaced = ref.namespace !== undefined;
    const mapped = this.#mapped(ref) ?? this.#mapped(this.#target(ref));
    if (mapped) {
      return { entityRefs: mapped, users: [], namespaced };
    }
    if (SELECTING.has(ref.kind)) {
      return {
        entityRefs: this.#selected(ref).filter(entity => entity !== ''),
        users: [],
        namespaced,
      };
    }
    return { entityRefs: [], users: this.#users(ref), namespaced };
  }

  #mapped(ref: ResourceRef | undefined): readonly string[] | undefined {
    if (!ref) {
      return undefined;
    }
    const own = this.#snapshot.entitiesOf(ref);
    const refs =
      own.length > 0
        ? own
        : this.#snapshot.entitiesOf(this.#snapshot.topOwnerOf(ref));
    return refs.length > 0 ? refs : undefined;
  }

  /** What an autoscaler or an alert is about. */
  #target(ref: ResourceRef): ResourceRef | undefined {
    const body = this.#snapshot.get(ref)?.body;
    if (ref.kind === 'HorizontalPodAutoscaler') {
      const target = objectAt(objectAt(body, 'spec'), 'scaleTargetRef');
      const { kind, name } = target ?? {};
      return typeof kind === 'string' && typeof name === 'string'
        ? { ...ref, kind, name }
        : undefined;
    }
    if (ref.kind === 'Alert') {
      const labels = textsOf(objectAt(body, 'labels'));
      return this.#named({
        id: '',
        name: '',
        labels,
        instance: ref.instance,
        times: new Float64Array(),
        values: new Float64Array(),
        step: 0,
      });
    }
    return undefined;
  }

  #selected(ref: ResourceRef): readonly string[] {
    const spec = objectAt(this.#snapshot.get(ref)?.body, 'spec');
    const selector =
      ref.kind === 'Service'
        ? objectAt(spec, 'selector')
        : objectAt(objectAt(spec, 'selector'), 'matchLabels') ??
          objectAt(objectAt(spec, 'podSelector'), 'matchLabels');
    const wanted = Object.entries(textsOf(selector));
    if (wanted.length === 0) {
      return [];
    }
    return this.#entitiesOfPods(({ pod }) => {
      const labels = textsOf(
        objectAt(objectAt(pod.body, 'metadata'), 'labels'),
      );
      return (
        isBeside(pod, ref) &&
        wanted.every(([name, value]) => labels[name] === value)
      );
    });
  }

  #users(ref: ResourceRef): readonly string[] {
    if (ref.kind === 'Node') {
      return this.#entitiesOfPods(
        ({ pod }) =>
          pod.instance === ref.instance &&
          objectAt(pod.body, 'spec')?.nodeName === ref.name,
      );
    }
    if (OF_NAMESPACE.has(ref.kind)) {
      const namespace = ref.kind === 'Namespace' ? ref.name : ref.namespace;
      return this.#entitiesOfPods(({ pod }) =>
        isBeside(pod, { ...ref, namespace }),
      );
    }
    const quoted = `"${ref.name}"`;
    return ref.namespace === undefined
      ? []
      : this.#entitiesOfPods(
          ({ pod, spec }) => isBeside(pod, ref) && spec.includes(quoted),
        );
  }

  #entitiesOfPods(
    fits: (one: { pod: ResourceVersion; spec: string }) => boolean,
  ): readonly string[] {
    this.#pods ??= this.#snapshot.list('Pod').map(pod => ({
      pod,
      spec: JSON.stringify(pod.body.spec ?? {}),
    }));
    const refs = this.#pods
      .filter(fits)
      // of an unmapped one nobody knows whose it is: it counts as somebody else's
      .flatMap(({ pod }) => this.#mapped(pod) ?? ['']);
    return [...new Set(refs)].sort();
  }
}

const NOBODY: Holder = { entityRefs: [], users: [], namespaced: false };

const isBeside = (one: ResourceRef, other: ResourceRef) =>
  one.instance === other.instance && one.namespace === other.namespace;

function objectAt(
  body: JsonObject | undefined,
  key: string,
): JsonObject | undefined {
  const value = body?.[key];
  return value && typeof value === 'object' && !Array.isArray(value)
    ? (value as JsonObject)
    : undefined;
}

const textsOf = (object: JsonObject | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(object ?? {}).flatMap(([key, value]) =>
      typeof value === 'string' ? [[key, value]] : [],
    ),
  );
