import { componentManifests } from './componentManifests.mjs';
import { componentsOf } from './components.mjs';

/** Everything of the shop as objects of the API: what a Git repository of manifests would hold. */
export function shopManifests(environment) {
  const components = componentsOf(environment);
  return [
    ...nodes(environment),
    ...NAMESPACES.map(([name, team]) => ({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'shop.example/owner': team } },
    })),
    ...limits(environment),
    ...components.flatMap(component =>
      componentManifests(component, environment),
    ),
  ];
}

const NAMESPACES = [
  ['shop', 'team-checkout'],
  ['payments', 'team-payments'],
  ['ml', 'team-ml-platform'],
  ['data', 'team-data'],
];
export const NAMES_OF_NAMESPACES = NAMESPACES.map(([name]) => name);

function nodes(environment) {
  const count = environment === 'stage' ? 2 : 4;
  return Array.from({ length: count }, (_, index) => {
    const name = `${environment}-worker-${index + 1}`;
    const room = {
      cpu: '8',
      memory: '32Gi',
      pods: '110',
      'ephemeral-storage': '200Gi',
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
        },
        annotations: { 'kwok.x-k8s.io/node': 'fake' },
      },
      status: { allocatable: room, capacity: room },
    };
  });
}

function limits(environment) {
  const hard =
    environment === 'stage'
      ? { pods: '30', 'requests.memory': '16Gi' }
      : { pods: '60', 'requests.cpu': '24', 'requests.memory': '48Gi' };
  return [
    ...['shop', 'payments'].map(namespace => ({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'compute', namespace },
      spec: { hard },
    })),
    {
      apiVersion: 'v1',
      kind: 'LimitRange',
      metadata: { name: 'defaults', namespace: 'data' },
      spec: {
        limits: [
          {
            type: 'Container',
            max: { memory: '4Gi' },
            defaultRequest: { cpu: '100m' },
          },
        ],
      },
    },
  ];
}
