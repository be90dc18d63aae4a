import {
  ago,
  clusterResource,
  event,
  podOf,
  resource,
  workload,
} from './snapshot/testUtils';
import {
  running,
  completed,
  sidecar,
  bare,
  done,
  tryOf,
  stateful,
  member,
  alarmsOf,
} from './analyzers/testUtils/podShapes';
import type { ResourceVersion } from './snapshot/SnapshotInput';

const shop = workload('checkout');
const system = { namespace: 'kube-system' };

describe('what is well, in shapes that other people have', () => {
  const rollout = workload('cart', { replicas: 2 });
  const leaving = podOf(
    rollout.replicaSet,
    { name: 'app' },
    {
      name: 'cart-old-1',
      ready: false,
      podMetadata: {
        deletionTimestamp: ago(0.5),
        deletionGracePeriodSeconds: 30,
      },
      status: {
        restartCount: 0,
        state: {
          terminated: { exitCode: 143, reason: 'Error', finishedAt: ago(0.4) },
        },
      },
    },
  );
  const leader = resource(
    'Endpoints',
    'kube-scheduler',
    {},
    { ...system, uid: 'leader' },
  );

  it.each<[string, readonly ResourceVersion[]]>([
    ['a pod of a rollout that ends', [...rollout.all, leaving]],
    [
      'what a pod that has gone left behind in events',
      [
        ...shop.all,
        event(
          leaving,
          'Unhealthy',
          'Readiness probe failed: connection refused',
        ),
        event(leaving, 'FailedMount', 'secret "old" not found'),
      ],
    ],
    [
      'a job that came to its end at the third try',
      [done, tryOf(done, 'a', 1), tryOf(done, 'b', 1), tryOf(done, 'c', 0)],
    ],
    [
      'a pod without an owner that is done',
      [bare(completed, { phase: 'Succeeded' })],
    ],
    ['a pod without an owner that runs', [bare(running)]],
    [
      'a sidecar that runs on',
      workload('web', sidecar({ ...running, started: true, ready: true })).all,
    ],
    [
      'an init container that is done',
      workload('web', {
        spec: { nodeName: 'node-1', initContainers: [{ name: 'migrate' }] },
        status: { ...running, init: { name: 'migrate', ...completed } },
        ready: true,
      }).all,
    ],
    [
      'an init container that has just begun',
      workload('web', {
        age: 0.4,
        ready: false,
        spec: { nodeName: 'node-1', initContainers: [{ name: 'migrate' }] },
        podStatus: { phase: 'Pending' },
        status: {
          state: { waiting: { reason: 'PodInitializing' } },
          init: {
            name: 'migrate',
            state: { running: { startedAt: ago(0.3) } },
          },
        },
      }).all.slice(1),
    ],
    [
      'a stateful set',
      stateful(3, owner => [0, 1, 2].map(index => member(owner, index))),
    ],
    [
      'a restart that is over',
      workload('web', {
        status: {
          restartCount: 1,
          state: { running: { startedAt: ago(25) } },
          lastState: {
            terminated: {
              exitCode: 137,
              reason: 'OOMKilled',
              startedAt: ago(3000),
              finishedAt: ago(25.1),
            },
          },
        },
        ready: true,
      }).all,
    ],
    [
      'noise of the system',
      [
        leader,
        event(leader, 'LeaderElection', 'x became leader', { type: 'Normal' }),
        ...workload('coredns', system).all,
        event(
          clusterResource('Node', 'node-1'),
          'InvalidDiskCapacity',
          'invalid capacity 0 on image filesystem',
        ),
        event(
          workload('coredns', system).pod,
          'DNSConfigForming',
          'Nameserver limits were exceeded',
        ),
      ],
    ],
    [
      'a deployment that somebody stopped on purpose',
      workload('batch', { replicas: 0 }).all,
    ],
    [
      'a service without a selector, and one for another place',
      [
        resource('Service', 'legacy', { spec: { ports: [{ port: 80 }] } }),
        resource('Service', 'elsewhere', {
          spec: { type: 'ExternalName', externalName: 'db.example.org' },
        }),
      ],
    ],
  ])('%s', (_, resources) => {
    expect(alarmsOf(resources)).toEqual([]);
  });

  it('calls nothing missing of kinds that were not recorded', () => {
    const needy = workload('billing', {
      container: {
        env: [
          {
            name: 'DB',
            valueFrom: { secretKeyRef: { name: 'db', key: 'dsn' } },
          },
          { name: 'CART_ADDR', value: 'cart:7070' },
        ],
        envFrom: [{ configMapRef: { name: 'billing' } }],
      },
      spec: {
        nodeName: 'node-1',
        serviceAccountName: 'billing',
        volumes: [{ name: 'd', persistentVolumeClaim: { claimName: 'd' } }],
      },
    });
    const recordedKinds = new Set([
      'main/Pod',
      'main/Deployment',
      'main/ReplicaSet',
    ]);
    expect(alarmsOf(needy.all, { recordedKinds })).toEqual([]);
    expect(alarmsOf([needy.pod], { recordedKinds })).toEqual([]);
  });
});
