import { container, deployment, service } from '../manifests.mjs';

const probe = (path, port) => ({ httpGet: { path, port }, periodSeconds: 10 });
const app = (ns, own, more) =>
  deployment({
    ns,
    name: 'cart',
    container: container({ name: 'cart', ...own }),
    ...more,
  });
const caller = (ns, value) =>
  deployment({
    ns,
    name: 'web',
    container: container({ name: 'web', env: [{ name: 'CART_ADDR', value }] }),
  });

export const runtime = [
  {
    id: 'out-of-memory',
    causes: ['container-oom-killed'],
    objects: ({ ns, well }) => [
      app(ns, { limits: { memory: well ? '512Mi' : '64Mi' } }),
    ],
    dies: { app: 'cart', end: { exitCode: 137, reason: 'OOMKilled' } },
  },
  {
    id: 'liveness-port',
    causes: ['probe-port-mismatch'],
    objects: ({ ns, well }) => [
      app(ns, { livenessProbe: probe('/healthz', well ? 8080 : 8081) }),
    ],
    dies: {
      app: 'cart',
      end: { exitCode: 143, reason: 'Error' },
      says: ({ address }) => [
        [
          'Warning',
          'Unhealthy',
          `Liveness probe failed: Get "http://${address}:8081/healthz": dial tcp ${address}:8081: connect: connection refused`,
        ],
        [
          'Normal',
          'Killing',
          'Container cart failed liveness probe, will be restarted',
        ],
      ],
    },
  },
  {
    id: 'readiness-path',
    causes: ['readiness-probe-failing'],
    objects: ({ ns, well }) => [
      app(ns, { readinessProbe: probe(well ? '/ready' : '/reddy', 8080) }),
      service({ ns, name: 'cart' }),
    ],
    unready: {
      app: 'cart',
      says: [
        'Warning',
        'Unhealthy',
        'Readiness probe failed: HTTP probe failed with statuscode: 404',
      ],
    },
  },
  {
    id: 'rollout-stuck',
    causes: ['readiness-probe-failing', 'rollout-stuck'],
    objects: ({ ns }) => [
      app(
        ns,
        {
          readinessProbe: probe('/ready', 8080),
          image: 'registry.example.org/cart:1.5.0',
        },
        {
          replicas: 2,
          deadline: 30,
        },
      ),
      service({ ns, name: 'cart' }),
    ],
    before: ({ ns }) => [
      app(
        ns,
        { readinessProbe: probe('/ready', 8080) },
        { replicas: 2, deadline: 30 },
      ),
    ],
    unready: {
      app: 'cart',
      image: 'registry.example.org/cart:1.5.0',
      says: [
        'Warning',
        'Unhealthy',
        'Readiness probe failed: HTTP probe failed with statuscode: 503',
      ],
    },
  },
  {
    id: 'service-selector',
    causes: ['service-selector-mismatch'],
    objects: ({ ns, well }) => [
      app(ns),
      service({ ns, name: 'cart', selector: { app: well ? 'cart' : 'kart' } }),
    ],
  },
  {
    id: 'service-target-port',
    causes: ['service-port-mismatch'],
    objects: ({ ns, well }) => [
      app(ns),
      service({ ns, name: 'cart', targetPort: well ? 8080 : 8090 }),
    ],
  },
  {
    id: 'service-named-port',
    causes: ['service-port-mismatch'],
    objects: ({ ns, well }) => [
      app(ns),
      service({ ns, name: 'cart', targetPort: well ? 'http' : 'web' }),
    ],
  },
  {
    id: 'caller-port',
    causes: ['caller-port-mismatch'],
    objects: ({ ns, well }) => [
      app(ns),
      service({ ns, name: 'cart', port: 7070 }),
      caller(ns, `cart:${well ? 7070 : 7071}`),
    ],
  },
  {
    id: 'zero-replicas',
    causes: ['scaled-to-zero'],
    objects: ({ ns, well }) => [
      app(ns, {}, { replicas: well ? 1 : 0 }),
      service({ ns, name: 'cart' }),
      caller(ns, 'cart:80'),
    ],
  },
];
