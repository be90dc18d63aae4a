import { autoscaler, container, deployment, podOf } from '../manifests.mjs';

const SPREAD = {
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      {
        labelSelector: { matchLabels: { app: 'queue' } },
        topologyKey: 'kubernetes.io/hostname',
      },
    ],
  },
};

const job = (ns, name) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name, namespace: ns },
  spec: { backoffLimit: 1, template: podOf({ name, restartPolicy: 'Never' }) },
});
const ends = exitCode => ({
  phase: exitCode === 0 ? 'Succeeded' : 'Failed',
  state: {
    terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error' },
  },
  says: [],
});
const bare = { name: 'scaled', resources: {} };

export const workloads = [
  {
    id: 'job-backoff',
    causes: ['job-failed'],
    objects: ({ ns }) => [job(ns, 'import')],
    plays: { import: ends(1) },
    playsWell: { import: ends(0) },
  },
  {
    id: 'hpa-target',
    causes: ['hpa-target-missing'],
    objects: ({ ns, well }) => [
      deployment({ ns, name: 'scaled' }),
      autoscaler({ ns, target: well ? 'scaled' : 'scaled-v2' }),
    ],
  },
  {
    id: 'hpa-requests',
    causes: ['hpa-requests-missing'],
    objects: ({ ns, well }) => [
      deployment({
        ns,
        name: 'scaled',
        container: { ...container({ name: 'scaled' }), ...(well ? {} : bare) },
      }),
      autoscaler({ ns, target: 'scaled' }),
    ],
  },
  {
    id: 'hpa-metrics',
    phase: 'no-metrics',
    causes: ['hpa-metrics-unavailable'],
    objects: ({ ns }) => [
      deployment({ ns, name: 'scaled' }),
      autoscaler({ ns, target: 'scaled' }),
    ],
  },
  {
    id: 'finalizer',
    phase: 'long-ago',
    causes: ['pod-stuck-terminating'],
    objects: ({ ns, well }) => [
      {
        apiVersion: 'v1',
        kind: 'Pod',
        ...podOf({ name: 'worker' }),
        metadata: {
          name: 'worker-0',
          namespace: ns,
          labels: { app: 'worker' },
          ...(well ? {} : { finalizers: ['example.org/drain-queue'] }),
        },
      },
    ],
    deletes: '/api/v1/namespaces/finalizer/pods/worker-0',
  },
  {
    id: 'drain-blocked',
    phase: 'cordon-one',
    causes: ['drain-blocked'],
    before: ({ ns, well }) => [
      deployment({ ns, name: 'queue', replicas: 3, affinity: SPREAD }),
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name: 'queue', namespace: ns },
        spec: {
          minAvailable: well ? 2 : 3,
          selector: { matchLabels: { app: 'queue' } },
        },
      },
    ],
    objects: () => [],
  },
];
