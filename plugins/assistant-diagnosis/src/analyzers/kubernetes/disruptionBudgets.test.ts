import { clusterResource, resource, workload } from '../../snapshot/testUtils';
import { describeFaults, findingsOf } from '../testUtils/itNames';
import { disruptionBudgets } from './disruptionBudgets';

const budget = (status: Record<string, number>) =>
  resource('PodDisruptionBudget', 'queue', {
    spec: { selector: { matchLabels: { app: 'queue' } } },
    status,
  });
const node = (unschedulable: boolean) =>
  clusterResource('Node', 'node-1', { spec: { unschedulable } });
const tight = budget({
  disruptionsAllowed: 0,
  expectedPods: 1,
  currentHealthy: 1,
  desiredHealthy: 1,
});
const queue = workload('queue');

describeFaults(disruptionBudgets, [
  {
    name: 'a drain that waits for ever',
    cause: 'drain-blocked',
    subject: 'queue',
    fault: [...queue.all, tight, node(true)],
    healthy: [
      ...queue.all,
      node(true),
      budget({
        disruptionsAllowed: 1,
        expectedPods: 2,
        currentHealthy: 2,
        desiredHealthy: 1,
      }),
    ],
  },
  {
    name: 'the same beside a budget that holds on because a pod is ill',
    cause: 'drain-blocked',
    fault: [...queue.all, tight, node(true)],
    healthy: [
      ...queue.all,
      node(true),
      budget({
        disruptionsAllowed: 0,
        expectedPods: 2,
        currentHealthy: 1,
        desiredHealthy: 1,
      }),
    ],
  },
]);

it('is an oddity while nobody drains', () => {
  expect(
    findingsOf(disruptionBudgets, [...queue.all, tight, node(false)]),
  ).toMatchObject([{ severity: 'info' }]);
});
