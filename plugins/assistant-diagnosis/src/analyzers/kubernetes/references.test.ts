import {
  event,
  resource,
  waiting,
  workload,
  type WorkloadOptions,
} from '../../snapshot/testUtils';
import { describeFaults, findingsOf, type Row } from '../testUtils/itNames';
import { references } from './references';

function row(
  cause: string,
  options: WorkloadOptions,
  told?: [reason: string, message: string],
): Row {
  const pending = { ready: false, podStatus: { phase: 'Pending' }, ...options };
  const ill = workload('checkout', pending);
  const well = workload('checkout', {
    spec: options.spec,
    container: options.container,
  });
  return {
    name: `${cause}${told ? `: ${told[1].slice(0, 40)}` : ''}`,
    cause,
    fault: [...ill.all, ...(told ? [event(ill.pod, ...told)] : [])],
    healthy: [...well.all, ...(told ? [event(well.pod, ...told)] : [])],
  };
}

const creating = { status: waiting('ContainerCreating') };
describeFaults(references, [
  row('secret-missing', {
    status: waiting('CreateContainerConfigError', 'secret "db" not found'),
  }),
  row('configmap-missing', {
    status: waiting(
      'CreateContainerConfigError',
      'configmap "settings" not found',
    ),
  }),
  row('secret-key-missing', {
    status: waiting(
      'CreateContainerConfigError',
      "couldn't find key password in Secret shop/db",
    ),
  }),
  row('configmap-key-missing', {
    status: waiting(
      'CreateContainerConfigError',
      "couldn't find key url in ConfigMap shop/settings",
    ),
  }),
  row('secret-missing', creating, [
    'FailedMount',
    'MountVolume.SetUp failed for volume "cert" : secret "tls" not found',
  ]),
  row('configmap-missing', {
    ...creating,
    spec: { volumes: [{ name: 'c', configMap: { name: 'nope' } }] },
  }),
  row('volume-mount-failing', creating, [
    'FailedMount',
    'Unable to attach or mount volumes: unmounted volumes=[data]: timed out waiting for the condition',
  ]),
  row('pod-sandbox-failing', creating, [
    'FailedCreatePodSandBox',
    'Failed to create pod sandbox: plugin type="calico" failed (add)',
  ]),
  row('pod-start-stuck', creating),
  row('container-config-error', {
    status: waiting(
      'CreateContainerConfigError',
      'container has runAsNonRoot and image will run as root',
    ),
  }),
]);

describe('what a pod names', () => {
  it('says nothing is missing of kinds that were not recorded', () => {
    const { all } = workload('checkout', {
      ...creating,
      ready: false,
      podStatus: { phase: 'Pending' },
      spec: { volumes: [{ name: 'c', configMap: { name: 'nope' } }] },
    });
    const [finding] = findingsOf(references, all, {
      recordedKinds: new Set(['main/Pod']),
    });
    expect(finding.cause).toBe('pod-start-stuck');
  });

  it('finds a key that a recorded config map lacks, but not an optional one', () => {
    const container = (optional: boolean) => ({
      env: [
        {
          name: 'URL',
          valueFrom: {
            configMapKeyRef: { name: 'settings', key: 'url', optional },
          },
        },
      ],
    });
    const config = resource('ConfigMap', 'settings', { data: { other: '1' } });
    const causeWhen = (optional: boolean) =>
      findingsOf(references, [
        ...workload('checkout', {
          ...creating,
          ready: false,
          podStatus: { phase: 'Pending' },
          container: container(optional),
        }).all,
        config,
      ])[0].cause;
    expect(causeWhen(false)).toBe('configmap-missing');
    expect(causeWhen(true)).toBe('pod-start-stuck');
  });
});
