import { configMap, container, deployment, secret } from '../manifests.mjs';

const withEnv = (ns, env) =>
  deployment({
    ns,
    name: 'billing',
    container: container({ name: 'billing', ...env }),
  });
const key = (name, wanted) => ({
  env: [
    {
      name: 'DATABASE_DSN',
      valueFrom: { secretKeyRef: { name, key: wanted } },
    },
  ],
});

/** What kubelets say of a pod whose volume cannot be set up. */
const failsToMount = text => ({
  phase: 'Pending',
  state: { waiting: { reason: 'ContainerCreating' } },
  says: [['Warning', 'FailedMount', text]],
});

export const startup = [
  {
    id: 'secret-missing',
    causes: ['secret-missing'],
    objects: ({ ns, well }) => [
      ...(well ? [secret({ ns, name: 'billing-db', keys: ['dsn'] })] : []),
      withEnv(ns, key('billing-db', 'dsn')),
    ],
  },
  {
    id: 'secret-key-missing',
    causes: ['secret-key-missing'],
    objects: ({ ns, well }) => [
      secret({ ns, name: 'billing-db', keys: [well ? 'dsn' : 'url'] }),
      withEnv(ns, key('billing-db', 'dsn')),
    ],
  },
  {
    id: 'configmap-missing',
    causes: ['configmap-missing'],
    objects: ({ ns, well }) => [
      ...(well
        ? [configMap({ ns, name: 'billing', data: { MODE: 'live' } })]
        : []),
      withEnv(ns, { envFrom: [{ configMapRef: { name: 'billing' } }] }),
    ],
  },
  {
    id: 'volume-secret-missing',
    causes: ['secret-missing'],
    objects: ({ ns, well }) => [
      ...(well ? [secret({ ns, name: 'billing-tls', keys: ['tls.crt'] })] : []),
      deployment({
        ns,
        name: 'billing',
        volumes: [{ name: 'tls', secret: { secretName: 'billing-tls' } }],
      }),
    ],
    plays: {
      billing: failsToMount(
        'MountVolume.SetUp failed for volume "tls" : secret "billing-tls" not found',
      ),
    },
  },
  {
    id: 'image-tag',
    causes: ['image-not-found'],
    missingImage: 'registry.example.org/billing:1.4.3-rc',
    objects: ({ ns, well }) => [
      withEnv(
        ns,
        well ? {} : { image: 'registry.example.org/billing:1.4.3-rc' },
      ),
    ],
  },
  {
    id: 'registry-name',
    causes: ['registry-name-unresolved'],
    objects: ({ ns, well }) => [
      withEnv(ns, well ? {} : { image: 'registry.exmaple.org/billing:1.4.2' }),
    ],
    plays: {
      billing: failsToPull(
        'failed to pull and unpack image "registry.exmaple.org/billing:1.4.2": failed to resolve reference "registry.exmaple.org/billing:1.4.2": failed to do request: Head "https://registry.exmaple.org/v2/billing/manifests/1.4.2": dial tcp: lookup registry.exmaple.org on 10.96.0.10:53: no such host',
      ),
    },
  },
  {
    id: 'pull-secret',
    causes: ['image-access-denied'],
    objects: ({ ns }) => [withEnv(ns)],
    plays: {
      billing: failsToPull(
        'failed to pull and unpack image "registry.example.org/billing:1.4.2": failed to resolve reference "registry.example.org/billing:1.4.2": failed to authorize: failed to fetch anonymous token: unexpected status from GET request to https://registry.example.org/token: 401 Unauthorized',
      ),
    },
  },
  {
    id: 'init-container',
    causes: ['init-container-failing'],
    objects: ({ ns, well }) => [
      deployment({
        ns,
        name: 'billing',
        ...(well ? {} : { init: container({ name: 'migrate' }) }),
      }),
    ],
    plays: {
      billing: {
        phase: 'Pending',
        state: { waiting: { reason: 'PodInitializing' } },
        init: {
          restartCount: 4,
          state: {
            waiting: {
              reason: 'CrashLoopBackOff',
              message: 'back-off 1m20s restarting failed container=migrate',
            },
          },
          lastState: { terminated: { exitCode: 1, reason: 'Error' } },
        },
        says: [
          [
            'Warning',
            'BackOff',
            'Back-off restarting failed container migrate in pod',
          ],
        ],
      },
    },
  },
];

function failsToPull(message) {
  return {
    phase: 'Pending',
    state: {
      waiting: {
        reason: 'ImagePullBackOff',
        message: `Back-off pulling image: ErrImagePull: ${message}`,
      },
    },
    says: [
      ['Warning', 'Failed', `Failed to pull image: ${message}`],
      ['Warning', 'Failed', 'Error: ErrImagePull'],
      ['Warning', 'Failed', 'Error: ImagePullBackOff'],
    ],
  };
}
