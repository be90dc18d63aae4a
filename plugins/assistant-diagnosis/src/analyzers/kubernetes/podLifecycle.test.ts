import { ago, podOf, workload } from '../../snapshot/testUtils';
import { describeFaults, type Row } from '../testUtils/itNames';
import { podLifecycle } from './podLifecycle';

const evicted = {
  phase: 'Failed',
  reason: 'Evicted',
  message: 'The node was low on resource: memory.',
};
const withPod = (ready: boolean, options: Parameters<typeof podOf>[2]) => {
  const { deployment, replicaSet, pod } = workload('checkout', { ready });
  return [
    deployment,
    replicaSet,
    ...(ready ? [pod] : []),
    podOf(replicaSet, { name: 'app', image: 'x' }, { name: 'old', ...options }),
  ];
};
const initializing = (age: number) => ({
  age,
  ready: false,
  podStatus: { phase: 'Pending' },
  spec: { initContainers: [{ name: 'wait', image: 'w' }] },
  status: {
    state: { waiting: { reason: 'PodInitializing' } },
    init: { name: 'wait', state: { running: { startedAt: ago(age) } } },
  },
});

const rows: Row[] = [
  {
    name: 'evicted and not replaced',
    cause: 'pod-evicted',
    fault: withPod(false, { ready: false, podStatus: evicted }),
    healthy: withPod(true, { ready: false, podStatus: evicted }),
  },
  {
    name: 'preempted',
    cause: 'pod-preempted',
    fault: withPod(false, {
      ready: false,
      podStatus: { phase: 'Failed', reason: 'Preempting' },
    }),
    healthy: withPod(true, {}),
  },
  {
    name: 'failed',
    cause: 'pod-failed',
    fault: [
      podOf(
        undefined,
        { name: 'app', image: 'x' },
        { ready: false, podStatus: { phase: 'Failed' } },
      ),
    ],
    healthy: [
      podOf(
        undefined,
        { name: 'app', image: 'x' },
        { ready: false, podStatus: { phase: 'Succeeded' } },
      ),
    ],
  },
  {
    name: 'stuck terminating',
    cause: 'pod-stuck-terminating',
    fault: withPod(true, {
      podMetadata: {
        deletionTimestamp: ago(40),
        finalizers: ['example.org/guard'],
      },
    }),
    healthy: withPod(true, { podMetadata: { deletionTimestamp: ago(0.5) } }),
  },
  {
    name: 'init container hangs',
    cause: 'init-container-hanging',
    fault: workload('checkout', initializing(30)).all,
    healthy: workload('checkout', initializing(0.5)).all,
  },
];
describeFaults(podLifecycle, rows);
