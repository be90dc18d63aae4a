import { container, deployment, podOf } from '../manifests.mjs';

const shop = (ns, pod) => deployment({ ns, name: 'shop', ...pod });
const sized = (name, requests) => ({
  container: container({ name, requests }),
});
const required = (key, value) => ({
  nodeAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: {
      nodeSelectorTerms: [
        { matchExpressions: [{ key, operator: 'In', values: [value] }] },
      ],
    },
  },
});
const apart = app => ({
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      {
        labelSelector: { matchLabels: { app } },
        topologyKey: 'kubernetes.io/hostname',
      },
    ],
  },
});

const daemonSet = (ns, pod) => ({
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  metadata: { name: 'agent', namespace: ns },
  spec: {
    selector: { matchLabels: { app: 'agent' } },
    template: podOf({ name: 'agent', ...pod }),
  },
});

export const scheduling = [
  {
    id: 'node-selector',
    causes: ['node-affinity-unsatisfied'],
    objects: ({ ns, well }) => [
      shop(ns, { nodeSelector: { disk: well ? 'ssd' : 'nvme' } }),
    ],
  },
  {
    id: 'node-affinity',
    causes: ['node-affinity-unsatisfied'],
    objects: ({ ns, well }) => [
      shop(ns, {
        affinity: required('kubernetes.io/arch', well ? 'amd64' : 'arm64'),
      }),
    ],
  },
  {
    id: 'anti-affinity',
    causes: ['pod-anti-affinity-unsatisfied'],
    objects: ({ ns, well }) => [
      shop(ns, { replicas: well ? 3 : 5, affinity: apart('shop') }),
    ],
  },
  {
    id: 'cpu-capacity',
    causes: ['insufficient-cpu'],
    objects: ({ ns, well }) => [
      shop(ns, sized('shop', { cpu: well ? '1' : '80' })),
    ],
  },
  {
    id: 'memory-capacity',
    causes: ['insufficient-memory'],
    objects: ({ ns, well }) => [
      shop(ns, sized('shop', { memory: well ? '1Gi' : '200Gi' })),
    ],
  },
  {
    id: 'daemonset-capacity',
    causes: ['insufficient-memory'],
    objects: ({ ns, well }) => [
      daemonSet(ns, sized('agent', { memory: well ? '64Mi' : '200Gi' })),
    ],
  },
  {
    id: 'cordon',
    phase: 'cordon',
    causes: ['nodes-cordoned'],
    objects: ({ ns }) => [shop(ns)],
  },
  {
    // nodes that fit the selector exist, but are cordoned: the selector is innocent
    id: 'cordon-of-selected',
    phase: 'cordon-one',
    causes: ['nodes-cordoned'],
    objects: ({ ns }) => [
      shop(ns, { nodeSelector: { 'kubernetes.io/hostname': 'worker-3' } }),
    ],
  },
  {
    id: 'taint',
    phase: 'taint',
    causes: ['taint-not-tolerated'],
    objects: ({ ns, well }) => [
      shop(
        ns,
        well ? { tolerations: [{ key: 'team', operator: 'Exists' }] } : {},
      ),
    ],
  },
];
