import {
  clusterResource,
  event,
  unscheduled,
  workload,
} from '../../snapshot/testUtils';
import { describeFaults, findingsOf, type Row } from '../testUtils/itNames';
import { scheduling } from './scheduling';

function row(cause: string, parts: string): Row {
  const message = `0/3 nodes are available: ${parts}. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.`;
  const well = workload('checkout');
  return {
    name: `${cause}: ${parts.slice(0, 60)}`,
    cause,
    fault: workload('checkout', unscheduled(message)).all,
    // the event stays, the pod has found its node
    healthy: [...well.all, event(well.pod, 'FailedScheduling', message)],
  };
}

describeFaults(scheduling, [
  row('insufficient-cpu', '3 Insufficient cpu'),
  row(
    'insufficient-cpu',
    '1 Insufficient cpu, 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable',
  ),
  row(
    'insufficient-memory',
    '2 Insufficient memory, 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }',
  ),
  row('insufficient-resource', '3 Insufficient nvidia.com/gpu'),
  row('too-many-pods', '3 Too many pods'),
  row(
    'taint-not-tolerated',
    '3 node(s) had untolerated taint {dedicated: gpu}',
  ),
  row(
    'taint-not-tolerated',
    "1 node(s) had taint {key: value}, that the pod didn't tolerate, 2 node(s) didn't match Pod's node affinity/selector",
  ),
  row(
    'node-affinity-unsatisfied',
    "3 node(s) didn't match Pod's node affinity/selector",
  ),
  row('node-affinity-unsatisfied', "3 node(s) didn't match node selector"),
  row(
    'pod-anti-affinity-unsatisfied',
    "3 node(s) didn't match pod anti-affinity rules",
  ),
  row('pod-affinity-unsatisfied', "3 node(s) didn't match pod affinity rules"),
  row('nodes-cordoned', '3 node(s) were unschedulable'),
  row(
    'host-port-conflict',
    "3 node(s) didn't have free ports for the requested pod ports",
  ),
  row(
    'volume-node-affinity-conflict',
    '3 node(s) had volume node affinity conflict',
  ),
  row(
    'pvc-unbound',
    'pod has unbound immediate PersistentVolumeClaims. not found',
  ),
  row(
    'pvc-unbound',
    "3 node(s) didn't find available persistent volumes to bind",
  ),
  row('pvc-missing', 'persistentvolumeclaim "data" not found'),
  row(
    'topology-spread-unsatisfied',
    "3 node(s) didn't match pod topology spread constraints",
  ),
  row(
    'node-not-ready',
    '3 node(s) had untolerated taint {node.kubernetes.io/not-ready: }',
  ),
  row('unschedulable', '3 node(s) had a reason of tomorrow'),
]);

describe('pods without a node', () => {
  const node = (name: string, pool: string, unschedulable: boolean) =>
    clusterResource('Node', name, {
      metadata: { labels: { pool } },
      spec: { unschedulable },
    });

  it('blames the cordon and not the selector when all nodes of the pool are cordoned', () => {
    const options = unscheduled(
      "0/2 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 node(s) were unschedulable.",
    );
    const { all } = workload('checkout', {
      ...options,
      spec: { nodeName: undefined, nodeSelector: { pool: 'gpu' } },
    });
    const [cordoned] = findingsOf(scheduling, [
      ...all,
      node('a', 'cpu', false),
      node('b', 'gpu', true),
    ]);
    expect(cordoned).toMatchObject({
      cause: 'nodes-cordoned',
      values: { what: 'b' },
    });

    const [selector] = findingsOf(scheduling, [...all, node('a', 'cpu', true)]);
    expect(selector.cause).toBe('node-affinity-unsatisfied');
  });

  it('says that the scheduler is silent when nothing was said of the pod', () => {
    const { all } = workload('checkout', {
      ready: false,
      spec: { nodeName: undefined },
      podStatus: { phase: 'Pending', conditions: [], containerStatuses: [] },
    });
    expect(findingsOf(scheduling, all)[0]).toMatchObject({
      cause: 'scheduler-not-running',
      confidence: 'likely',
    });
  });

  it('waits a moment before it speaks', () => {
    const options = unscheduled('0/3 nodes are available: 3 Insufficient cpu.');
    expect(
      findingsOf(
        scheduling,
        workload('checkout', { ...options, age: 0.3 }).all,
      ),
    ).toEqual([]);
  });
});
