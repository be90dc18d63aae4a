/** Objects of a small namespace, as a team would write them; faults change one thing of them. */

const SAFE = {
  allowPrivilegeEscalation: false,
  runAsNonRoot: true,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
};

export const container = ({
  name = 'app',
  requests,
  limits,
  ...more
} = {}) => ({
  name,
  image: `registry.example.org/${name}:1.4.2`,
  ports: [{ name: 'http', containerPort: 8080 }],
  resources: {
    requests: { cpu: '50m', memory: '64Mi', ...requests },
    ...(limits && { limits }),
  },
  securityContext: SAFE,
  ...more,
});

export const podOf = ({ name, labels, container: own, init, ...spec }) => ({
  metadata: { labels: { app: name, ...labels } },
  spec: {
    ...(init && { initContainers: [init] }),
    containers: [own ?? container({ name })],
    ...spec,
  },
});

export const deployment = ({ ns, name, replicas = 1, deadline, ...pod }) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: ns, labels: { app: name } },
  spec: {
    replicas,
    ...(deadline && { progressDeadlineSeconds: deadline }),
    selector: { matchLabels: { app: name } },
    template: podOf({ name, ...pod }),
  },
});

export const service = ({
  ns,
  name,
  selector,
  port = 80,
  targetPort = 8080,
}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace: ns },
  spec: { selector: selector ?? { app: name }, ports: [{ port, targetPort }] },
});

export const quota = ({ ns, hard }) => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'team-limits', namespace: ns },
  spec: { hard },
});

export const claim = ({
  ns,
  name = 'data',
  size = '1Gi',
  mode = 'ReadWriteOnce',
  ...spec
}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: ns },
  spec: {
    accessModes: [mode],
    resources: { requests: { storage: size } },
    ...spec,
  },
});

export const volume = ({
  ns,
  name = 'disk-1',
  size = '1Gi',
  mode = 'ReadWriteOnce',
  labels,
}) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolume',
  metadata: { name: `${ns}-${name}`, labels: { space: ns, ...labels } },
  spec: {
    capacity: { storage: size },
    accessModes: [mode],
    storageClassName: `manual-${ns}`,
    persistentVolumeReclaimPolicy: 'Retain',
    hostPath: { path: `/srv/${name}` },
  },
});

export const storageClass = ({ ns, mode = 'Immediate' }) => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'StorageClass',
  metadata: { name: `manual-${ns}`, labels: { space: ns } },
  provisioner: 'kubernetes.io/no-provisioner',
  volumeBindingMode: mode,
});

export const mounted = (name = 'data') => ({
  volumes: [{ name: 'data', persistentVolumeClaim: { claimName: name } }],
});

export const configMap = ({ ns, name, data }) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: ns },
  data,
});

export const secret = ({ ns, name, keys }) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace: ns },
  stringData: Object.fromEntries(keys.map(key => [key, 'x'])),
});

export const autoscaler = ({ ns, target, name = target }) => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name, namespace: ns },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: target },
    minReplicas: 1,
    maxReplicas: 5,
    metrics: [
      {
        type: 'Resource',
        resource: {
          name: 'cpu',
          target: { type: 'Utilization', averageUtilization: 70 },
        },
      },
    ],
  },
});

/** What is there in every namespace and is well. */
export const neighbour = ns => [
  deployment({ ns, name: 'neighbour' }),
  service({ ns, name: 'neighbour' }),
];

export const WORKERS = ['worker-1', 'worker-2', 'worker-3'];

export const node = name => {
  const room = {
    cpu: '64',
    memory: '128Gi',
    pods: '110',
    'ephemeral-storage': '100Gi',
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        disk: 'ssd',
      },
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
    },
    status: { allocatable: room, capacity: room },
  };
};
