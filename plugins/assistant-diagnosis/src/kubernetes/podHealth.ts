import { asNumber, asObjects, dig } from '../snapshot/json';
import type { ContainerView, PodView } from './pod';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** How long each state may last before it is a fault. */
export const GRACE = {
  unschedulable: 45 * SECOND,
  creating: 2 * MINUTE,
  init: 5 * MINUTE,
  notReady: 45 * SECOND,
  terminating: 10 * MINUTE,
} as const;

/** Reasons of waiting that are no fault by themselves. */
const PATIENT = new Set(['', 'ContainerCreating', 'PodInitializing']);

/** States of a container that its own waiting reason calls a fault. */
export function isFaultyWait(container: ContainerView): boolean {
  return (
    container.waiting !== undefined && !PATIENT.has(container.waiting.reason)
  );
}

/** Init containers that stay beside the main ones. */
export function isSidecar(container: ContainerView): boolean {
  return container.init && container.spec.restartPolicy === 'Always';
}

/** The newest end of a container that was none of success. */
export function lastFailure(container: ContainerView) {
  return [container.terminated, container.last].find(
    ended =>
      ended !== undefined &&
      (ended.exitCode !== 0 || ended.reason === 'OOMKilled'),
  );
}

/**
 * Whether a container that runs just now will fall again: it was restarted several times, the last
 * time lately, and has not yet run clearly longer than it did before.
 */
export function isUnstable(container: ContainerView, at: number): boolean {
  const last = container.last;
  if (
    !last ||
    !lastFailure(container) ||
    container.runningSince === undefined
  ) {
    return false;
  }
  const ended = last.finishedAt ?? container.runningSince;
  const running = at - container.runningSince;
  const before =
    last.startedAt !== undefined && last.finishedAt !== undefined
      ? last.finishedAt - last.startedAt
      : 0;
  return (
    container.restarts >= 3 &&
    at - ended <= 60 * MINUTE &&
    running < Math.max(2 * before, 3 * MINUTE)
  );
}

function readinessDelay(pod: PodView): number {
  return (
    Math.max(
      0,
      ...asObjects(pod.spec.containers).map(container => {
        const probe = dig(container, 'readinessProbe');
        const startup = dig(container, 'startupProbe');
        return (
          (asNumber(dig(probe, 'initialDelaySeconds')) ?? 0) +
          (startup
            ? (asNumber(dig(startup, 'failureThreshold')) ?? 3) *
              (asNumber(dig(startup, 'periodSeconds')) ?? 10)
            : 0)
        );
      }),
    ) * SECOND
  );
}

export type PodTrouble =
  | 'failed'
  | 'unschedulable'
  | 'waiting'
  | 'creating'
  | 'initializing'
  | 'unstable'
  | 'not-ready'
  | 'terminating';

/** What is wrong with a pod at a moment, if anything; says nothing of why. */
export function troubleOf(pod: PodView, at: number): PodTrouble | undefined {
  if (pod.deletion !== undefined) {
    return at - pod.deletion > GRACE.terminating ? 'terminating' : undefined;
  }
  if (pod.phase === 'Succeeded') {
    return undefined;
  }
  if (pod.phase === 'Failed') {
    return 'failed';
  }
  if (pod.containers.some(isFaultyWait)) {
    return 'waiting';
  }
  const age = at - pod.created;
  if (!pod.node && pod.phase === 'Pending') {
    return age > GRACE.unschedulable ? 'unschedulable' : undefined;
  }
  if (pod.containers.some(container => isUnstable(container, at))) {
    return 'unstable';
  }
  return troubleOfStart(pod, at, age);
}

function troubleOfStart(
  pod: PodView,
  at: number,
  age: number,
): PodTrouble | undefined {
  const initializing = pod.containers.some(
    one => one.init && !isSidecar(one) && !one.terminated && one.runningSince,
  );
  if (initializing) {
    return age > GRACE.init ? 'initializing' : undefined;
  }
  if (pod.phase === 'Pending') {
    return age > GRACE.creating ? 'creating' : undefined;
  }
  const ready = pod.conditions.find(({ type }) => type === 'Ready');
  if (!ready || ready.status === 'True') {
    return undefined;
  }
  // main containers that ended well are on their way to Succeeded
  if (pod.containers.every(one => one.init || one.terminated?.exitCode === 0)) {
    return undefined;
  }
  const since = Math.max(ready.at ?? pod.created, pod.created);
  return at - since > GRACE.notReady + readinessDelay(pod)
    ? 'not-ready'
    : undefined;
}

/** Kubelets wait 10, 20, 40 … 300 s between restarts. */
function backOffBefore(restarts: number): number {
  const doubling = Math.min(restarts, 5);
  return (10 * (2 ** doubling - 1) + Math.max(0, restarts - 5) * 300) * SECOND;
}

/** When a container began to fall: counted back from its restarts. */
export function beganFailing(
  pod: PodView,
  container: ContainerView,
  at: number,
): number {
  const last = container.last ?? container.terminated;
  const newest = container.terminated?.finishedAt ?? last?.finishedAt ?? at;
  const run =
    last?.startedAt !== undefined && last.finishedAt !== undefined
      ? last.finishedAt - last.startedAt
      : 0;
  const restarts = container.restarts;
  return Math.max(
    pod.created,
    newest - backOffBefore(Math.max(0, restarts - 1)) - restarts * run,
  );
}
