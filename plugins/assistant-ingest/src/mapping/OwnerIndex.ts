import type {
  JsonObject,
  ResourceRef,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { ResourceRecord } from '@smart-assistant/backstage-plugin-assistant-node';
import { isObject, readPath, readText, readTexts } from '../normalize';

const MAX_DEPTH = 10;
const NAMED = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'InferenceService',
]);
/** Beyond this many objects the oldest are forgotten. */
const MAX_OBJECTS = 200_000;

interface KnownObject {
  owner?: { kind: string; name: string };
  labels: Readonly<Record<string, string>>;
}

/** Who owns what, as far as objects were seen: finds the workload behind the name of a pod. */
export class OwnerIndex {
  readonly #objects = new Map<string, KnownObject>();
  /** Kinds and namespaces of workloads by instance and name. */
  readonly #named = new Map<
    string,
    Map<string, { kind: string; namespace?: string }>
  >();

  /** Learns from an object of Kubernetes. */
  add(record: ResourceRecord): void {
    if (record.objectKind === 'Event') {
      return;
    }
    const key = keyOf({ ...record, kind: record.objectKind });
    this.#objects.delete(key);
    this.#objects.set(key, {
      owner: ownerOf(record.body),
      labels: readTexts(record.body, 'metadata.labels') ?? {},
    });
    if (NAMED.has(record.objectKind)) {
      const name = `${record.instance}|${record.name}`;
      const found = this.#named.get(name) ?? new Map();
      found.set(`${record.objectKind}|${record.namespace}`, {
        kind: record.objectKind,
        namespace: record.namespace,
      });
      this.#named.set(name, found);
    }
    if (this.#objects.size > MAX_OBJECTS) {
      const [oldest] = this.#objects.keys();
      this.#objects.delete(oldest);
    }
  }

  /**
   * The one workload of a name, within a namespace if it is known: a service usually has the name of
   * what it runs.
   */
  named(
    instance: string,
    namespace: string | undefined,
    name: string,
  ): { kind: string; name: string; namespace?: string } | undefined {
    const found = [
      ...(this.#named.get(`${instance}|${name}`)?.values() ?? []),
    ].filter(
      workload => namespace === undefined || workload.namespace === namespace,
    );
    return found.length === 1 ? { ...found[0], name } : undefined;
  }

  /** A pod with the workload on top of its owners, or `undefined` if it was never seen. */
  pod(
    instance: string,
    namespace: string | undefined,
    name: string,
  ):
    | {
        labels: Readonly<Record<string, string>>;
        owner: { kind: string; name: string };
      }
    | undefined {
    const ref = {
      system: 'kubernetes',
      instance,
      kind: 'Pod',
      namespace,
      name,
    };
    const known = this.#objects.get(keyOf(ref));
    return known && { labels: known.labels, owner: this.topOwner(ref) };
  }

  /** The object on top of the owners of another one, itself if it has none; cycles end the way up. */
  topOwner(ref: ResourceRef): { kind: string; name: string } {
    let current = { kind: ref.kind, name: ref.name };
    const seen = new Set<string>();
    for (let depth = 0; depth < MAX_DEPTH; depth++) {
      const key = keyOf({ ...ref, ...current });
      const owner = this.#objects.get(key)?.owner ?? guessOwner(current);
      if (!owner || seen.has(key)) {
        return current;
      }
      seen.add(key);
      current = owner;
    }
    return current;
  }
}

/** A replica set that was never seen still tells its deployment by its name. */
function guessOwner(ref: { kind: string; name: string }) {
  if (ref.kind !== 'ReplicaSet') {
    return undefined;
  }
  const name = /^(.+)-[bcdf-hj-np-tv-z2456789]{6,10}$/.exec(ref.name)?.[1];
  return name === undefined ? undefined : { kind: 'Deployment', name };
}

function ownerOf(body: JsonObject): { kind: string; name: string } | undefined {
  const references = readPath(body, 'metadata.ownerReferences');
  if (!Array.isArray(references)) {
    return undefined;
  }
  const controller =
    references.find(item => readPath(item, 'controller') === true) ??
    references.find(isObject);
  const kind = readText(controller, 'kind');
  const name = readText(controller, 'name');
  // a node owns the pods that it runs by itself, but is no workload of theirs
  return kind && name && kind !== 'Node' ? { kind, name } : undefined;
}

const keyOf = (ref: ResourceRef) =>
  `${ref.instance}|${ref.kind}|${ref.namespace ?? ''}|${ref.name}`;
