import { asObjects, asText, asTexts, dig } from '../snapshot/json';
import { toRef } from '../snapshot/owners';
import type {
  SchedulingCause,
  SchedulingMessage,
} from '../causes/schedulingMessage';
import type { ResourceRef, ResourceVersion } from '../snapshot/SnapshotInput';
import type { Snapshot } from '../snapshot/Snapshot';
import type { PodView } from './pod';

/** Taints that a control plane has in health; nodes left out for them are not what is missing. */
const ORDINARY_TAINT = /node-role\.kubernetes\.io|control-plane|master/;

/**
 * Of several reasons the one that would have to change: what kept out the nodes that the pod itself
 * asks for. A cordon of those is the cause, not the selector that leaves out the others.
 */
export function chooseSchedulingCause(
  snapshot: Snapshot,
  pod: PodView,
  message: SchedulingMessage,
): {
  cause: SchedulingCause;
  what?: string;
  pointsAt?: readonly ResourceRef[];
} {
  const claims = asObjects(pod.spec.volumes).flatMap(volume => {
    const name = asText(dig(volume, 'persistentVolumeClaim', 'claimName'));
    return name
      ? [{ ...toRef(pod.version), kind: 'PersistentVolumeClaim', name }]
      : [];
  });
  const [claimPart] = message.parts.filter(
    ({ cause }) => cause.startsWith('pvc-') || cause.startsWith('volume-'),
  );
  if (claimPart) {
    return { cause: claimPart.cause, what: claimPart.what, pointsAt: claims };
  }
  const selected = nodesThatPodAsksFor(snapshot, pod);
  if (selected.length > 0 && selected.every(isCordoned)) {
    const names = selected.map(({ name }) => name).join(', ');
    return {
      cause: 'nodes-cordoned',
      what: names,
      pointsAt: selected.map(toRef),
    };
  }
  const parts = message.parts.filter(
    ({ cause, what }) =>
      !(cause === 'taint-not-tolerated' && ORDINARY_TAINT.test(what ?? '')),
  );
  const ranked = [...(parts.length > 0 ? parts : message.parts)].sort(
    (a, b) => nearness(b.cause) - nearness(a.cause) || b.nodes - a.nodes,
  );
  const [first] = ranked;
  const notReady =
    first?.cause === 'node-not-ready'
      ? snapshot.list('Node').map(toRef)
      : undefined;
  return first
    ? {
        cause: first.cause,
        what:
          first.what ??
          (first.cause === 'unschedulable' ? first.text : undefined),
        pointsAt: notReady,
      }
    : { cause: 'unschedulable' };
}

/**
 * The scheduler filters in a fixed order and tells of each node the first reason: what is filtered
 * later had passed all before, so those nodes came nearest.
 */
function nearness(cause: SchedulingCause): number {
  const order: readonly SchedulingCause[] = [
    'unschedulable',
    'nodes-cordoned',
    'node-affinity-unsatisfied',
    'taint-not-tolerated',
    'node-not-ready',
    'host-port-conflict',
    'insufficient-resource',
    'too-many-pods',
    'insufficient-cpu',
    'insufficient-memory',
    'topology-spread-unsatisfied',
    'pod-affinity-unsatisfied',
    'pod-anti-affinity-unsatisfied',
  ];
  return order.indexOf(cause);
}

export function isCordoned(node: ResourceVersion): boolean {
  return dig(node.body, 'spec', 'unschedulable') === true;
}

/** Nodes that the pod's own selector allows; none when it asks for nothing in particular. */
function nodesThatPodAsksFor(
  snapshot: Snapshot,
  pod: PodView,
): readonly ResourceVersion[] {
  const selector = asTexts(pod.spec.nodeSelector);
  const terms = asObjects(
    dig(
      pod.spec,
      'affinity',
      'nodeAffinity',
      'requiredDuringSchedulingIgnoredDuringExecution',
      'nodeSelectorTerms',
    ),
  );
  if (selector.length === 0 && terms.length === 0) {
    return [];
  }
  return snapshot
    .list('Node')
    .filter(
      node =>
        node.instance === pod.version.instance &&
        selector.every(
          ([name, value]) =>
            dig(node.body, 'metadata', 'labels', name) === value,
        ) &&
        (terms.length === 0 ||
          terms.some(term => fitsTerm(node, asObjects(term.matchExpressions)))),
    );
}

function fitsTerm(
  node: ResourceVersion,
  expressions: ReturnType<typeof asObjects>,
): boolean {
  return expressions.every(({ key, operator, values }) => {
    const label = asText(
      dig(node.body, 'metadata', 'labels', asText(key) ?? ''),
    );
    const listed = Array.isArray(values) && values.includes(label ?? '');
    switch (operator) {
      case 'In':
        return listed;
      case 'NotIn':
        return !listed;
      case 'Exists':
        return label !== undefined;
      case 'DoesNotExist':
        return label === undefined;
      default:
        return false;
    }
  });
}
