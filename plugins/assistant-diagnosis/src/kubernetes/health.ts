import { asNumber, asText, asTime, dig } from '../snapshot/json';
import { conditionOf, conditionsOf, viewPod } from './pod';
import { troubleOf } from './podHealth';
import type { ResourceRef, ResourceVersion } from '../snapshot/SnapshotInput';
import type { Snapshot } from '../snapshot/Snapshot';

/** Rollouts and autoscaling may leave a controller short for a moment. */
const SHORT_GRACE = 45_000;

/** Conditions that are a fault when True; all others with a verdict are one when False. */
const BAD_WHEN_TRUE =
  /Pressure$|Unavailable$|^(Stalled|Degraded|Failed|FailureTarget|ReplicaFailure|Error|Errored|Deadlock)$|Failed$|Failure$/;

/** Conditions whose False is no fault by itself. */
const NEUTRAL_WHEN_FALSE =
  /^(Stopped|Suspended|Complete|SuccessCriteriaMet|Reconciling|Progressing|ScalingLimited|AbleToScale|ScalingActive|Paused|Scheduled|DisruptionAllowed|DisruptionTarget|Resizing|FileSystemResizePending|PodReadyToStartContainers|Initialized|Active)$/;

export function isBadCondition(condition: {
  type: string;
  status: string;
}): boolean {
  if (BAD_WHEN_TRUE.test(condition.type)) {
    return condition.status === 'True';
  }
  return (
    condition.status === 'False' && !NEUTRAL_WHEN_FALSE.test(condition.type)
  );
}

export const BAD_PHASE =
  /^(failed|error|errored|failing|degraded|stalled|lost|submission_failed|invalidating|unhealthy|notready|crashloopbackoff)$/i;

/** Whether an object is ill at `snapshot.at`, so that old events about it still count. */
export function isUnhealthy(snapshot: Snapshot, ref: ResourceRef): boolean {
  const version = snapshot.get(ref);
  if (!version) {
    const top = snapshot.topOwnerOf(ref);
    const owner = snapshot.get(top);
    if (owner && owner.name !== ref.name) {
      return isUnhealthy(snapshot, owner);
    }
    return hasIllPod(snapshot, ref);
  }
  switch (version.kind) {
    case 'Pod':
      return isPodUnhealthy(snapshot, version);
    case 'Deployment':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'ReplicationController':
      return isShort(snapshot, version) || hasIllPod(snapshot, version);
    case 'Job':
      return isFailedJob(version) || hasIllPod(snapshot, version);
    case 'PersistentVolumeClaim':
      return asText(dig(version.body, 'status', 'phase')) !== 'Bound';
    default:
      return (
        conditionsOf(version).some(isBadCondition) ||
        BAD_PHASE.test(phaseOf(version) ?? '') ||
        hasIllPod(snapshot, version)
      );
  }
}

export function phaseOf({ body }: ResourceVersion): string | undefined {
  return (
    asText(dig(body, 'status', 'phase')) ??
    asText(dig(body, 'status', 'applicationState', 'state')) ??
    asText(dig(body, 'status', 'state'))
  );
}

function isPodUnhealthy(snapshot: Snapshot, version: ResourceVersion): boolean {
  const trouble = troubleOf(viewPod(version), snapshot.at);
  if (trouble !== 'failed') {
    return trouble !== undefined;
  }
  // what an owner replaced already lies about as a record, e.g. evicted pods
  const owner = snapshot.ownersOf(version)[0];
  if (!owner) {
    return true;
  }
  return owner.kind === 'Job'
    ? isFailedJob(owner) || !conditionOf(owner, 'Complete')
    : isShort(snapshot, owner);
}

function hasIllPod(snapshot: Snapshot, ref: ResourceRef): boolean {
  return snapshot
    .podsOf(ref)
    .some(pod => pod.name !== ref.name && isPodUnhealthy(snapshot, pod));
}

/** Fewer ready replicas than wanted, for longer than a rollout's moment. */
export function isShort(snapshot: Snapshot, version: ResourceVersion): boolean {
  if (conditionsOf(version).some(isBadCondition)) {
    return true;
  }
  const { wanted, ready } = replicasOf(version);
  if (ready >= wanted) {
    return false;
  }
  const created = asTime(dig(version.body, 'metadata', 'creationTimestamp'));
  const began = Math.max(created ?? 0, lastReplicaChange(snapshot, version));
  return snapshot.at - began > SHORT_GRACE;
}

/** When the wanted number last grew, as far as earlier versions tell. */
function lastReplicaChange(
  snapshot: Snapshot,
  version: ResourceVersion,
): number {
  const history = snapshot.history(version);
  for (let i = history.length - 1; i > 0; i--) {
    if (replicasOf(history[i]).wanted > replicasOf(history[i - 1]).wanted) {
      return history[i].validFrom;
    }
  }
  return 0;
}

export function replicasOf(version: ResourceVersion): {
  wanted: number;
  ready: number;
} {
  const { body, kind } = version;
  if (kind === 'DaemonSet') {
    return {
      wanted: asNumber(dig(body, 'status', 'desiredNumberScheduled')) ?? 0,
      ready: asNumber(dig(body, 'status', 'numberReady')) ?? 0,
    };
  }
  const ready = asNumber(dig(body, 'status', 'readyReplicas'));
  // a body without any status tells nothing
  const unknown = dig(body, 'status') === undefined;
  const wanted = asNumber(dig(body, 'spec', 'replicas')) ?? 1;
  return { wanted, ready: ready ?? (unknown ? wanted : 0) };
}

export function isFailedJob(version: ResourceVersion): boolean {
  return conditionsOf(version).some(
    ({ type, status }) =>
      (type === 'Failed' || type === 'FailureTarget') && status === 'True',
  );
}
