import { ago, clusterResource, resource } from '../../snapshot/testUtils';
import { describeFaults } from '../testUtils/itNames';
import { daemonSets } from './daemonSets';

const agent = (pool: string, minutes: number) =>
  resource('DaemonSet', 'agent', {
    metadata: { creationTimestamp: ago(minutes) },
    spec: { template: { spec: { nodeSelector: { pool } } } },
    status: { desiredNumberScheduled: 0, numberReady: 0 },
  });
const node = (labels: Record<string, string>) =>
  clusterResource('Node', 'node-1', { metadata: { labels } });
const MONTH = 43_000;

describeFaults(daemonSets, [
  {
    name: 'new, and for nodes that do not exist',
    cause: 'daemonset-without-nodes',
    fault: [agent('gpu', 5), node({ zone: 'a' })],
    healthy: [agent('gpu', MONTH), node({ zone: 'a' })],
  },
  {
    name: 'another value of the same label',
    cause: 'daemonset-without-nodes',
    fault: [agent('gpus', MONTH), node({ pool: 'gpu' })],
    healthy: [agent('gpu', MONTH), node({ pool: 'gpu' })],
  },
]);
