import type {
  JsonObject,
  ResourceVersion,
  SnapshotInput,
} from '../SnapshotInput';

/** The moment that tests judge. */
export const NOW = Date.parse('2026-11-24T12:00:00Z');
const MINUTE = 60_000;

/** ISO time of so many minutes before {@link NOW}. */
export function ago(minutes: number): string {
  return new Date(NOW - minutes * MINUTE).toISOString();
}

/** An input of these objects; all kinds that a test uses, and the usual ones, count as recorded. */
export function snapshotOf(
  resources: readonly ResourceVersion[],
  more: Partial<SnapshotInput> = {},
): SnapshotInput {
  const kinds = [
    ...resources.map(({ instance, kind }) => `${instance}/${kind}`),
    ...USUAL_KINDS.map(kind => `main/${kind}`),
  ];
  return {
    at: NOW,
    window: { from: NOW - 60 * MINUTE, to: NOW },
    environments: {
      default: 'prod',
      instances: {},
      namespaces: [{ pattern: 'stage*', environment: 'stage' }],
      production: ['prod'],
    },
    resources,
    series: [],
    logs: [],
    changes: [],
    dependencies: [],
    entities: new Map(),
    gaps: [],
    recordedKinds: new Set(kinds),
    ...more,
  };
}

const USUAL_KINDS = [
  'Pod',
  'Event',
  'Deployment',
  'ReplicaSet',
  'Service',
  'ConfigMap',
  'Secret',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'PersistentVolume',
  'StorageClass',
  'Node',
];

/** An object as `kubectl get -o json` prints it. */
export function resource(
  kind: string,
  name: string,
  body: JsonObject = {},
  more: Partial<ResourceVersion> = {},
): ResourceVersion {
  const namespace = 'namespace' in more ? more.namespace : 'shop';
  const metadata = (body.metadata ?? {}) as JsonObject;
  const uid = more.uid ?? `uid-${kind}-${namespace ?? ''}-${name}`;
  return {
    system: 'kubernetes',
    instance: 'main',
    kind,
    namespace,
    name,
    uid,
    validFrom: NOW - 30 * MINUTE,
    ...more,
    body: {
      kind,
      ...body,
      metadata: {
        name,
        namespace,
        uid,
        creationTimestamp: ago(30),
        ...metadata,
      },
    },
  };
}

/** Of a cluster, not of a namespace. */
export function clusterResource(
  kind: string,
  name: string,
  body: JsonObject = {},
  more: Partial<ResourceVersion> = {},
): ResourceVersion {
  return resource(kind, name, body, { namespace: undefined, ...more });
}

let eventNumber = 0;

/** An event about an object, one minute old. */
export function event(
  about: ResourceVersion,
  reason: string,
  message: string,
  more: JsonObject = {},
): ResourceVersion {
  eventNumber += 1;
  const name = `${about.name}.${eventNumber}`;
  return resource(
    'Event',
    name,
    {
      type: 'Warning',
      reason,
      message,
      count: 3,
      firstTimestamp: ago(10),
      lastTimestamp: ago(1),
      involvedObject: {
        kind: about.kind,
        namespace: about.namespace,
        name: about.name,
        uid: about.uid,
      },
      ...more,
    },
    { namespace: about.namespace, instance: about.instance },
  );
}

export function ownedBy(owner: ResourceVersion): JsonObject {
  return {
    ownerReferences: [
      { kind: owner.kind, name: owner.name, uid: owner.uid, controller: true },
    ],
  };
}
