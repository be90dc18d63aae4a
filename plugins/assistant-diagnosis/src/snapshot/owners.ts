import { asObjects, asText, dig } from './json';
import type { ResourceRef, ResourceVersion } from './SnapshotInput';

const MAX_DEPTH = 10;

/** Labels by which an operator marks what it made, where owner references are missing. */
const OWNER_LABELS: ReadonlyArray<{ label: string; kind: string }> = [
  { label: 'serving.kserve.io/inferenceservice', kind: 'InferenceService' },
  { label: 'sparkoperator.k8s.io/app-name', kind: 'SparkApplication' },
  { label: 'batch.kubernetes.io/job-name', kind: 'Job' },
];

/** A node owns its mirror pods, but a fault of the pod is not one of the node. */
const NO_OWNERS = new Set(['Node']);

/** The next owner that the object itself names, recorded or not. */
export function namedOwnerOf(
  version: ResourceVersion,
): (ResourceRef & { uid?: string }) | undefined {
  const { system, instance, namespace, body } = version;
  const references = asObjects(dig(body, 'metadata', 'ownerReferences'));
  const reference =
    references.find(({ controller }) => controller === true) ?? references[0];
  const kind = asText(reference?.kind);
  const name = asText(reference?.name);
  if (kind && name) {
    return NO_OWNERS.has(kind)
      ? undefined
      : { system, instance, kind, namespace, name, uid: asText(reference.uid) };
  }
  for (const { label, kind: ownerKind } of OWNER_LABELS) {
    const owner = asText(dig(body, 'metadata', 'labels', label));
    if (owner && ownerKind !== version.kind) {
      return { system, instance, kind: ownerKind, namespace, name: owner };
    }
  }
  return undefined;
}

/**
 * The deployment behind a replica set that was not recorded: its name without the hash that the
 * controller puts behind it.
 */
function deploymentOfUnrecorded(
  owner: ResourceRef,
  child: ResourceVersion,
): ResourceRef | undefined {
  const hash = asText(
    dig(child.body, 'metadata', 'labels', 'pod-template-hash'),
  );
  return owner.kind === 'ReplicaSet' && hash && owner.name.endsWith(`-${hash}`)
    ? {
        system: owner.system,
        instance: owner.instance,
        kind: 'Deployment',
        namespace: owner.namespace,
        name: owner.name.slice(0, -hash.length - 1),
      }
    : undefined;
}

export interface OwnerChain {
  recorded: readonly ResourceVersion[];
  top: ResourceRef;
}

/** Follows owners to the top; a cycle or an unreasonable depth ends it. */
export function followOwners(
  version: ResourceVersion,
  find: (ref: ResourceRef & { uid?: string }) => ResourceVersion | undefined,
): OwnerChain {
  const recorded: ResourceVersion[] = [];
  const seen = new Set<ResourceVersion>([version]);
  let child = version;
  let top: ResourceRef = version;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const named = namedOwnerOf(child);
    if (!named) {
      break;
    }
    const skipped = deploymentOfUnrecorded(named, child);
    const owner = find(named) ?? (skipped && find(skipped));
    if (!owner) {
      top = skipped ?? named;
      break;
    }
    if (seen.has(owner)) {
      break;
    }
    seen.add(owner);
    recorded.push(owner);
    top = owner;
    child = owner;
  }
  return { recorded, top: toRef(top) };
}

/** The identity alone. */
export function toRef({
  system,
  instance,
  kind,
  namespace,
  name,
}: ResourceRef): ResourceRef {
  return namespace === undefined
    ? { system, instance, kind, name }
    : { system, instance, kind, namespace, name };
}
