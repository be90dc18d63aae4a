import { ago, ownedBy, resource } from './buildSnapshot';
import type { JsonObject, ResourceVersion } from '../SnapshotInput';

export interface WorkloadOptions {
  namespace?: string;
  instance?: string;
  /** Merged into the container. */
  container?: JsonObject;
  /** Merged into the pod's specification. */
  spec?: JsonObject;
  /** Status of the container; a running one by default. */
  status?: JsonObject;
  /** Merged into the pod's status. */
  podStatus?: JsonObject;
  podMetadata?: JsonObject;
  replicas?: number;
  labels?: JsonObject;
  ready?: boolean;
  /** Minutes. */
  age?: number;
}

export interface Workload {
  deployment: ResourceVersion;
  replicaSet: ResourceVersion;
  pod: ResourceVersion;
  all: ResourceVersion[];
}

/** A deployment with its replica set and one pod; healthy unless told otherwise. */
export function workload(
  name: string,
  options: WorkloadOptions = {},
): Workload {
  const {
    namespace = 'shop',
    instance = 'main',
    replicas = 1,
    age = 30,
  } = options;
  const ready = options.ready ?? options.status === undefined;
  const place = { namespace, instance };
  const labels = { app: name, ...options.labels };
  const container = {
    name: 'app',
    image: `registry.example.org/${name}:1.0`,
    ...options.container,
  };
  const template = {
    metadata: { labels },
    spec: { containers: [container], ...options.spec },
  };
  const created = { creationTimestamp: ago(age) };
  const status = {
    replicas,
    readyReplicas: ready ? replicas : 0,
    availableReplicas: ready ? replicas : 0,
    observedGeneration: 1,
  };
  const deployment = resource(
    'Deployment',
    name,
    {
      metadata: { ...created, generation: 1, labels },
      spec: { replicas, selector: { matchLabels: { app: name } }, template },
      status,
    },
    place,
  );
  const replicaSet = resource(
    'ReplicaSet',
    `${name}-5d9f`,
    {
      metadata: {
        ...created,
        ...ownedBy(deployment),
        annotations: { 'deployment.kubernetes.io/revision': '1' },
      },
      spec: { replicas, template },
      status,
    },
    place,
  );
  const pod = podOf(replicaSet, container, { ...options, labels, ready, age });
  return {
    deployment,
    replicaSet,
    pod,
    all: [deployment, replicaSet, ...(replicas > 0 ? [pod] : [])],
  };
}

/** A pod of an owner. */
export function podOf(
  owner: ResourceVersion | undefined,
  container: JsonObject,
  options: WorkloadOptions & { name?: string } = {},
): ResourceVersion {
  const { ready = true, age = 30 } = options;
  const condition = (type: string, ok: boolean) => ({
    type,
    status: ok ? 'True' : 'False',
    lastTransitionTime: ago(age),
  });
  const running = { state: { running: { startedAt: ago(age) } } };
  const { init, ...status } = (options.status ?? running) as {
    init?: JsonObject;
  } & JsonObject;
  return resource(
    'Pod',
    options.name ?? `${owner?.name ?? 'pod'}-abcde`,
    {
      metadata: {
        creationTimestamp: ago(age),
        labels: options.labels,
        ...(owner && ownedBy(owner)),
        ...options.podMetadata,
      },
      spec: { nodeName: 'node-1', containers: [container], ...options.spec },
      status: {
        phase: 'Running',
        conditions: [
          condition('PodScheduled', true),
          condition('Ready', ready),
        ],
        containerStatuses: [
          {
            name: container.name,
            image: container.image,
            ready,
            restartCount: 0,
            ...status,
          },
        ],
        ...(init && { initContainerStatuses: [init] }),
        ...options.podStatus,
      },
    },
    {
      namespace: owner?.namespace ?? options.namespace ?? 'shop',
      instance: owner?.instance ?? options.instance ?? 'main',
    },
  );
}

/** A container that was ended and waits for its next start. */
export function crashed(
  exitCode: number,
  reason = 'Error',
  more: JsonObject = {},
): JsonObject {
  return {
    restartCount: 6,
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: 'back-off 2m40s restarting failed container',
      },
    },
    lastState: {
      terminated: {
        exitCode,
        reason,
        startedAt: ago(2),
        finishedAt: ago(1.5),
        ...more,
      },
    },
  };
}

/** A container that waits. */
export function waiting(reason: string, message = ''): JsonObject {
  return { state: { waiting: { reason, message } } };
}

/** A pod without a node. */
export function unscheduled(message: string): WorkloadOptions {
  return {
    ready: false,
    spec: { nodeName: undefined },
    podStatus: {
      phase: 'Pending',
      containerStatuses: [],
      conditions: [
        {
          type: 'PodScheduled',
          status: 'False',
          reason: 'Unschedulable',
          message,
          lastTransitionTime: ago(20),
        },
      ],
    },
  };
}
