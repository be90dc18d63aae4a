import type {
  JsonObject,
  ResourceVersion,
  Series,
  SnapshotInput,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const MINUTE = 60_000;
const WORKLOADS = 200;
const PODS_EACH = 10;
const EVENTS = 5_000;
const SERIES = 300;
const POINTS = 480;

const ago = (minutes: number) => new Date(NOW - minutes * MINUTE).toISOString();

function object(kind: string, name: string, body: JsonObject): ResourceVersion {
  return {
    system: 'kubernetes',
    instance: 'made',
    kind,
    namespace: 'made',
    name,
    uid: `${kind}-${name}`,
    validFrom: NOW - 60 * MINUTE,
    body: { kind, ...body },
  };
}

/** Every twentieth workload is ill, each calls the next one. */
function workload(index: number): ResourceVersion[] {
  const name = `app-${index}`;
  const ill = index % 20 === 0;
  const owner = (kind: string, owned: string) => [
    { kind, name: owned, uid: `${kind}-${owned}`, controller: true },
  ];
  const template = {
    metadata: { labels: { app: name } },
    spec: {
      containers: [
        {
          name: 'app',
          image: `registry.example.org/${name}:1`,
          ports: [{ containerPort: 8080 }],
          env: [
            { name: 'NEXT_ADDR', value: `app-${(index + 1) % WORKLOADS}:80` },
          ],
          resources: { limits: { memory: '512Mi' } },
        },
      ],
    },
  };
  const ready = ill ? 0 : PODS_EACH;
  const pods = Array.from({ length: PODS_EACH }, (_, n) =>
    object('Pod', `${name}-5d9f-${n}`, {
      metadata: {
        creationTimestamp: ago(300),
        labels: { app: name },
        ownerReferences: owner('ReplicaSet', `${name}-5d9f`),
      },
      spec: { ...template.spec, nodeName: `node-${n}` },
      status: podStatus(ill),
    }),
  );
  return [
    object('Deployment', name, {
      metadata: { creationTimestamp: ago(9_000) },
      spec: { replicas: PODS_EACH, template },
      status: { replicas: PODS_EACH, readyReplicas: ready },
    }),
    object('ReplicaSet', `${name}-5d9f`, {
      metadata: {
        creationTimestamp: ago(300),
        ownerReferences: owner('Deployment', name),
        annotations: { 'deployment.kubernetes.io/revision': '1' },
      },
      spec: { replicas: PODS_EACH, template },
      status: { replicas: PODS_EACH, readyReplicas: ready },
    }),
    object('Service', name, {
      spec: {
        selector: { app: name },
        ports: [{ port: 80, targetPort: 8080 }],
      },
    }),
    ...pods,
  ];
}

function podStatus(ill: boolean): JsonObject {
  return {
    phase: 'Running',
    conditions: [
      {
        type: 'Ready',
        status: ill ? 'False' : 'True',
        lastTransitionTime: ago(20),
      },
    ],
    containerStatuses: [
      ill
        ? {
            name: 'app',
            ready: false,
            restartCount: 7,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: {
              terminated: {
                exitCode: 137,
                reason: 'OOMKilled',
                startedAt: ago(3),
                finishedAt: ago(2),
              },
            },
          }
        : {
            name: 'app',
            ready: true,
            restartCount: 0,
            state: { running: { startedAt: ago(300) } },
          },
    ],
  };
}

function event(index: number): ResourceVersion {
  const pod = `app-${index % WORKLOADS}-5d9f-${index % PODS_EACH}`;
  return object('Event', `event-${index}`, {
    type: 'Warning',
    reason: index % 3 === 0 ? 'BackOff' : 'Unhealthy',
    message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
    firstTimestamp: ago(50),
    lastTimestamp: ago(index % 50),
    involvedObject: {
      kind: 'Pod',
      namespace: 'made',
      name: pod,
      uid: `Pod-${pod}`,
    },
  });
}

/** A daily shape with noise of its own; every tenth series has a step twenty minutes ago. */
function series(index: number): Series {
  const step = 15_000;
  const times = new Float64Array(POINTS);
  const values = new Float64Array(POINTS);
  for (let i = 0; i < POINTS; i++) {
    times[i] = NOW - (POINTS - i) * step;
    const noise = ((i * 7919 + index * 104_729) % 1000) / 1000;
    const stepped = index % 10 === 0 && i > POINTS - 80 ? 8 : 0;
    values[i] = 2 + Math.sin(i / 60) / 4 + noise / 2 + stepped;
  }
  return {
    id: `series-${index}`,
    name: 'latency',
    labels: {},
    instance: 'made',
    workload: {
      system: 'kubernetes',
      instance: 'made',
      kind: 'Deployment',
      namespace: 'made',
      name: `app-${index % WORKLOADS}`,
      environment: 'prod',
    },
    times,
    values,
    step,
  };
}

export function madeSnapshot(): SnapshotInput {
  return {
    at: NOW,
    window: { from: NOW - 60 * MINUTE, to: NOW },
    environments: {
      default: 'prod',
      instances: {},
      namespaces: [],
      production: ['prod'],
    },
    resources: [
      ...Array.from({ length: WORKLOADS }, (_, i) => workload(i)).flat(),
      ...Array.from({ length: EVENTS }, (_, i) => event(i)),
    ],
    series: Array.from({ length: SERIES }, (_, i) => series(i)),
    logs: [],
    changes: [],
    dependencies: [],
    entities: new Map(),
    gaps: [],
    recordedKinds: new Set(
      ['Pod', 'Deployment', 'ReplicaSet', 'Service', 'Event'].map(
        kind => `made/${kind}`,
      ),
    ),
  };
}
