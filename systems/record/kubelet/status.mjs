import { createHash } from 'node:crypto';
import { stampOfSecond } from '../clock.mjs';

/** The status of a pod as its kubelet writes it. */
export function podStatus(entry) {
  const now = stampOfSecond(Date.now());
  const changed = entry.wasReady !== entry.ready;
  if (changed || !entry.readySince) entry.readySince = now;
  entry.wasReady = entry.ready;
  const unready = {
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${entry.container}]`,
  };
  const ready = type => ({
    type,
    status: entry.ready ? 'True' : 'False',
    lastTransitionTime: entry.readySince,
    ...(entry.ready ? { reason: null, message: null } : unready),
  });
  const since = stampOfSecond(entry.since);
  return {
    phase:
      entry.restarts > 0 || entry.state.running || entry.state.terminated
        ? 'Running'
        : 'Pending',
    startTime: since,
    hostIP: `10.20.0.${digest(entry.pod.spec.nodeName)}`,
    podIP: entry.address,
    podIPs: [{ ip: entry.address }],
    conditions: [
      { type: 'Initialized', status: 'True', lastTransitionTime: since },
      {
        type: 'PodReadyToStartContainers',
        status: 'True',
        lastTransitionTime: since,
      },
      ready('Ready'),
      ready('ContainersReady'),
    ],
    containerStatuses: [containerStatus(entry)],
  };
}

function containerStatus(entry) {
  const pulled = entry.started || entry.lastState || entry.state.terminated;
  return {
    name: entry.container,
    image: entry.spec.image,
    imageID: pulled
      ? `${entry.spec.image.split(':')[0]}@sha256:${hash(entry.spec.image)}`
      : '',
    ...(pulled && { containerID: containerId(entry) }),
    ready: entry.ready,
    started: Boolean(entry.started),
    restartCount: entry.restarts,
    state: { running: null, waiting: null, terminated: null, ...entry.state },
    lastState: entry.lastState ?? {},
  };
}

export const waiting = (reason, message) => ({
  waiting: { reason, ...(message && { message }) },
});
const hash = text => createHash('sha256').update(text).digest('hex');
/** A number from 1 to 250 that always belongs to this text. */
const digest = text => 1 + (parseInt(hash(text).slice(0, 6), 16) % 250);
/** An address of the pod, in the network of its node. */
export const addressOf = ({ spec, metadata }) =>
  `10.244.${digest(spec.nodeName)}.${digest(metadata.uid)}`;
export const containerId = entry =>
  `containerd://${hash(`${entry.pod.metadata.uid}/${entry.incarnation}`)}`;
export const spelled = seconds =>
  seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
