import { builtInAnalyzers } from '../builtInAnalyzers';
import { diagnose } from '../../diagnose';
import { ago, podOf, resource, snapshotOf } from '../../snapshot/testUtils';
import type {
  JsonObject,
  ResourceVersion,
  SnapshotInput,
} from '../../snapshot/SnapshotInput';

/** Alarms of everything that is looked for. */
export function alarmsOf(
  resources: readonly ResourceVersion[],
  input: Partial<SnapshotInput> = {},
) {
  const { findings, failures } = diagnose(snapshotOf(resources, input), {
    analyzers: builtInAnalyzers,
  });
  if (failures.length > 0) {
    throw new Error(JSON.stringify(failures));
  }
  return findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ cause, subject }) => `${cause} ${subject.kind}/${subject.name}`);
}

export const running = { state: { running: { startedAt: ago(30) } } };
export const completed = {
  restartCount: 0,
  state: {
    terminated: {
      exitCode: 0,
      reason: 'Completed',
      startedAt: ago(30),
      finishedAt: ago(29),
    },
  },
};
export const sidecar = (status: JsonObject) => ({
  ready: true,
  spec: {
    nodeName: 'node-1',
    initContainers: [{ name: 'proxy', restartPolicy: 'Always' }],
  },
  status: { ...running, init: { name: 'proxy', restartCount: 0, ...status } },
});
export const bare = (status: JsonObject, podStatus: JsonObject = {}) =>
  podOf(undefined, { name: 'app' }, { name: 'debug', status, podStatus });
export const job = (status: JsonObject) =>
  resource('Job', 'import', {
    metadata: { creationTimestamp: ago(30) },
    status: { startTime: ago(30), ...status },
  });
export const done = job({
  succeeded: 1,
  failed: 2,
  conditions: [{ type: 'Complete', status: 'True' }],
});
export const tryOf = (owner: ResourceVersion, name: string, exitCode: number) =>
  podOf(
    owner,
    { name: 'app' },
    {
      name,
      ready: false,
      podStatus: { phase: exitCode === 0 ? 'Succeeded' : 'Failed' },
      status: {
        state: {
          terminated: {
            exitCode,
            reason: exitCode === 0 ? 'Completed' : 'Error',
            finishedAt: ago(25),
          },
        },
      },
    },
  );
export const stateful = (
  ready: number,
  pods: (owner: ResourceVersion) => ResourceVersion[],
) => {
  const owner = resource('StatefulSet', 'store', {
    metadata: { generation: 1 },
    spec: {
      replicas: 3,
      serviceName: 'store',
      selector: { matchLabels: { app: 'store' } },
      template: { metadata: { labels: { app: 'store' } }, spec: {} },
    },
    status: {
      observedGeneration: 1,
      replicas: 3,
      readyReplicas: ready,
      availableReplicas: ready,
    },
  });
  return [owner, ...pods(owner)];
};
export const member = (owner: ResourceVersion, index: number, more = {}) =>
  podOf(
    owner,
    { name: 'app' },
    {
      name: `store-${index}`,
      labels: { app: 'store' },
      ...more,
    },
  );
