import {
  ago,
  clusterResource,
  crashed,
  event,
  resource,
  workload,
} from '../../snapshot/testUtils';
import { describeFaults, findingsOf } from '../testUtils/itNames';
import { admission } from './admission';
import { callerAddresses } from './callerAddresses';
import { containerExits } from './containerExits';
import { daemonSets } from './daemonSets';
import { jobs } from './jobs';
import { probes } from './probes';
import { references } from './references';
import { storage } from './storage';
import type { JsonObject } from '../../snapshot/SnapshotInput';

/** What recordings of a real control plane showed, and what other people leave out of theirs. */

const byHand = (volumeBindingMode: string) =>
  clusterResource('StorageClass', 'manual', {
    provisioner: 'kubernetes.io/no-provisioner',
    volumeBindingMode,
  });
const claim = resource('PersistentVolumeClaim', 'data', {
  spec: {
    storageClassName: 'manual',
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '10Gi' } },
  },
  status: { phase: 'Pending' },
});
const volume = (size: string) =>
  clusterResource('PersistentVolume', 'disk-1', {
    spec: {
      storageClassName: 'manual',
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: size },
    },
  });
const noPlugin = event(
  claim,
  'ProvisioningFailed',
  'no volume plugin matched name: kubernetes.io/no-provisioner',
);
const waitsForPod = event(
  claim,
  'WaitForFirstConsumer',
  'waiting for first consumer to be created before binding',
  { type: 'Normal' },
);
const late = byHand('WaitForFirstConsumer');
const waitingPod = workload('ledger', {
  ready: false,
  spec: {
    nodeName: undefined,
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
  },
  podStatus: { phase: 'Pending' },
});

describeFaults(storage, [
  {
    name: 'volumes made by hand, of which none fits',
    cause: 'pvc-no-matching-volume',
    fault: [byHand('Immediate'), claim, volume('5Gi'), noPlugin],
    healthy: [late, claim, volume('5Gi'), waitsForPod],
  },
  {
    name: 'a claim that waits for a pod that is there',
    cause: 'pvc-no-matching-volume',
    fault: [late, claim, volume('5Gi'), waitsForPod, ...waitingPod.all],
    healthy: [late, claim],
  },
]);

const initializing = (init: JsonObject) =>
  workload('billing', {
    ready: false,
    podStatus: { phase: 'Pending' },
    spec: {
      initContainers: [{ name: 'migrate' }],
      volumes: [
        {
          projected: { sources: [{ configMap: { name: 'kube-root-ca.crt' } }] },
        },
      ],
    },
    status: { state: { waiting: { reason: 'PodInitializing' } }, init },
  }).all;

describe('references of pods', () => {
  const failing = {
    name: 'migrate',
    restartCount: 4,
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    lastState: { terminated: { exitCode: 1, reason: 'Error' } },
  };

  it('leaves a pod to its init container that fails', () => {
    const both = [containerExits, references];
    expect(
      findingsOf(both, initializing(failing)).map(({ cause }) => cause),
    ).toEqual(['init-container-failing']);
  });

  it('misses no object that the cluster itself puts into each namespace', () => {
    const stuck = initializing({ name: 'migrate', state: {} });
    expect(findingsOf(references, stuck).map(({ cause }) => cause)).toEqual([
      'pod-start-stuck',
    ]);
  });
});

describe('refusals', () => {
  const { replicaSet } = workload('shop');
  const refused = (minutes: number) =>
    event(
      replicaSet,
      'FailedCreate',
      'Error creating: pods "shop-x" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=2, limited: pods=2',
      { lastTimestamp: ago(minutes) },
    );
  const made = event(replicaSet, 'SuccessfulCreate', 'Created pod: shop-y', {
    type: 'Normal',
    lastTimestamp: ago(1),
  });
  const onlyEvents = { recordedKinds: new Set(['main/Pod', 'main/Event']) };

  it.each([
    [
      'the newest word of an owner that was not recorded',
      [refused(2)],
      ['quota-exceeded'],
    ],
    ['one that was followed by success', [refused(2), made], []],
    ['one of an hour ago', [refused(60)], []],
  ])('reads %s', (_, events, causes) => {
    expect(
      findingsOf(admission, events, onlyEvents).map(({ cause }) => cause),
    ).toEqual(causes);
  });

  it('trusts the state of an owner that was recorded', () => {
    expect(
      findingsOf(admission, [...workload('shop').all, refused(2)]),
    ).toEqual([]);
  });
});

describe('without events', () => {
  it('finds the class missing before it compares volumes', () => {
    const other = clusterResource('PersistentVolume', 'disk-2', {
      spec: { storageClassName: 'other', accessModes: ['ReadWriteOnce'] },
    });
    expect(findingsOf(storage, [claim, other])).toMatchObject([
      { cause: 'storage-class-missing' },
    ]);
    expect(findingsOf(storage, [claim, volume('5Gi')])).toMatchObject([
      { cause: 'pvc-no-matching-volume' },
    ]);
  });

  it.each([
    [8081, 143, 'probe-port-mismatch'],
    [8080, 143, 'container-terminated'],
    [8081, 1, 'crash-loop'],
  ])('port %s, exit code %s: %s', (port, exitCode, cause) => {
    const cart = workload('cart', {
      container: {
        ports: [{ containerPort: 8080 }],
        livenessProbe: { httpGet: { path: '/', port } },
      },
      status: crashed(exitCode),
    });
    const [first] = findingsOf([containerExits, probes], cart.all);
    expect(first.cause).toBe(cause);
  });
});

it('bears a daemon set for Windows in a cluster of Linux', () => {
  const windows = resource('DaemonSet', 'csi-node-win', {
    metadata: { creationTimestamp: ago(60 * 24 * 30) },
    spec: {
      template: {
        spec: { nodeSelector: { 'kubernetes.io/os': 'windows' } },
      },
    },
    status: { desiredNumberScheduled: 0, numberReady: 0 },
  });
  const node = clusterResource('Node', 'node-1', {
    metadata: { labels: { 'kubernetes.io/os': 'linux' } },
  });
  expect(findingsOf(daemonSets, [windows, node])).toEqual([]);
});

describe('jobs', () => {
  it('calls a job whose only pod ended badly failed, no loop', () => {
    const job = resource('Job', 'import', {
      status: {
        conditions: [
          {
            type: 'Failed',
            status: 'True',
            reason: 'BackoffLimitExceeded',
            message: 'Job has reached the specified backoff limit',
          },
        ],
      },
    });
    const pod = resource('Pod', 'import-x', {
      metadata: {
        ownerReferences: [
          { kind: 'Job', name: 'import', uid: job.uid!, controller: true },
        ],
      },
      status: {
        phase: 'Failed',
        containerStatuses: [
          {
            name: 'app',
            restartCount: 0,
            state: { terminated: { exitCode: 1, reason: 'Error' } },
          },
        ],
      },
    });
    expect(
      findingsOf([containerExits, jobs], [job, pod]).map(({ cause }) => cause),
    ).toEqual(['job-failed']);
  });
});

describe('addresses of callers', () => {
  const caller = workload('checkout', {
    container: {
      env: [
        { name: 'LEDGER_URL', value: 'http://ledger.payments.svc:8080/api' },
      ],
    },
  });
  const inPayments = resource('Service', 'mail', {}, { namespace: 'payments' });

  it('says nothing of a namespace that was not recorded', () => {
    expect(findingsOf(callerAddresses, caller.all)).toEqual([]);
  });

  it('misses a service of one that was', () => {
    expect(
      findingsOf(callerAddresses, [...caller.all, inPayments]),
    ).toMatchObject([{ cause: 'caller-address-unresolved' }]);
  });
});
