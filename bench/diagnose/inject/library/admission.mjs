import {
  claim,
  container,
  deployment,
  mounted,
  quota,
  service,
} from '../manifests.mjs';

const app = (ns, requests, more) =>
  deployment({
    ns,
    name: 'shop',
    replicas: 3,
    container: container({ name: 'shop', requests }),
    ...more,
  });

/** `objects` gives the manifests of a namespace: with the fault, or `well`. */
export const admission = [
  {
    id: 'quota-cpu',
    causes: ['quota-exceeded'],
    objects: ({ ns, well }) => [
      quota({ ns, hard: { 'requests.cpu': well ? '2' : '500m' } }),
      app(ns, { cpu: '200m' }),
    ],
  },
  {
    id: 'quota-memory',
    causes: ['quota-exceeded'],
    objects: ({ ns, well }) => [
      quota({ ns, hard: { 'requests.memory': well ? '4Gi' : '600Mi' } }),
      app(ns, { memory: '256Mi' }),
    ],
  },
  {
    id: 'quota-pods',
    causes: ['quota-exceeded'],
    objects: ({ ns, well }) => [
      quota({ ns, hard: { pods: well ? '10' : '3' } }),
      app(ns),
    ],
  },
  {
    id: 'quota-services',
    causes: ['quota-exceeded'],
    // the Service of the cache was refused at once: nobody wrote that down
    objects: ({ ns, well }) => [
      quota({ ns, hard: { services: well ? '5' : '1' } }),
      deployment({ ns, name: 'cache' }),
      deployment({
        ns,
        name: 'shop',
        container: container({
          name: 'shop',
          env: [{ name: 'CACHE_ADDR', value: 'cache:6379' }],
        }),
      }),
      service({ ns, name: 'cache', port: 6379 }),
    ],
  },
  {
    id: 'quota-storage',
    causes: ['quota-exceeded'],
    objects: ({ ns, well }) => [
      quota({
        ns,
        hard: { 'requests.storage': '5Gi', persistentvolumeclaims: '4' },
      }),
      ...(well ? [] : [claim({ ns, size: '10Gi' })]),
      deployment({ ns, name: 'shop', ...(well ? {} : mounted()) }),
    ],
  },
  {
    id: 'limit-range',
    causes: ['limit-range-violated'],
    objects: ({ ns, well }) => [
      {
        apiVersion: 'v1',
        kind: 'LimitRange',
        metadata: { name: 'sizes', namespace: ns },
        spec: {
          limits: [
            { type: 'Container', max: { memory: well ? '1Gi' : '256Mi' } },
          ],
        },
      },
      deployment({
        ns,
        name: 'shop',
        container: container({ name: 'shop', limits: { memory: '512Mi' } }),
      }),
    ],
  },
  {
    id: 'service-account',
    causes: ['service-account-missing'],
    objects: ({ ns, well }) => [
      app(ns, {}, { serviceAccountName: well ? 'default' : 'shop-runner' }),
    ],
  },
  {
    id: 'pod-security',
    causes: ['pod-security-violation'],
    labels: { 'pod-security.kubernetes.io/enforce': 'restricted' },
    objects: ({ ns, well }) => [app(ns, {}, { hostNetwork: !well })],
  },
];
