import {
  ago,
  clusterResource,
  event,
  ownedBy,
  resource,
  workload,
} from '../../snapshot/testUtils';
import { describeFaults, findingsOf } from '../testUtils/itNames';
import { autoscalers } from './autoscalers';
import { conditions } from './conditions';
import { jobs } from './jobs';
import { nodes } from './nodes';
import { rollouts } from './rollouts';
import { storage } from './storage';
import type { JsonObject, ResourceVersion } from '../../snapshot/SnapshotInput';

const condition = (
  type: string,
  status: string,
  reason = '',
  message = '',
  minutes = 20,
) => ({ type, status, reason, message, lastTransitionTime: ago(minutes) });
const withCondition = (
  version: ResourceVersion,
  ...list: JsonObject[]
): ResourceVersion => ({
  ...version,
  body: {
    ...version.body,
    status: { ...(version.body.status as JsonObject), conditions: list },
  },
});

const ill = workload('checkout', { ready: false });
const stuck = withCondition(
  ill.deployment,
  condition(
    'Progressing',
    'False',
    'ProgressDeadlineExceeded',
    'timed out progressing',
  ),
);
describeFaults(rollouts, [
  {
    name: 'stuck',
    cause: 'rollout-stuck',
    fault: [stuck, ill.replicaSet],
    healthy: workload('checkout').all,
  },
  {
    name: 'short of replicas',
    cause: 'workload-unavailable',
    fault: [ill.deployment],
    healthy: workload('checkout', { ready: false, age: 0.2 }).all.slice(0, 1),
  },
]);

it('tells what the new revision has that the old one has not', () => {
  const old = resource('ReplicaSet', 'checkout-old', {
    metadata: {
      ...ownedBy(stuck),
      annotations: { 'deployment.kubernetes.io/revision': '0' },
    },
    spec: {
      replicas: 0,
      template: {
        spec: {
          containers: [
            { name: 'app', image: 'registry.example.org/checkout:0.9' },
          ],
        },
      },
    },
  });
  const [finding] = findingsOf(rollouts, [stuck, ill.replicaSet, old]);
  expect(finding.reasons.map(({ text }) => text.en).join()).toContain(
    'image of app 0.9 → 1.0',
  );
  expect(finding.confidence).toBe('possible');
  expect(finding.nextChecks.length).toBeGreaterThan(0);
});

const job = (
  name: string,
  failed: JsonObject | undefined,
  more: JsonObject = {},
) =>
  resource('Job', name, {
    ...more,
    status: {
      startTime: ago(30),
      ...(failed
        ? { conditions: [failed] }
        : { succeeded: 1, conditions: [condition('Complete', 'True')] }),
    },
  });
const cron = resource('CronJob', 'nightly', {});
const run = (name: string, failed: boolean) => ({
  ...job(
    name,
    failed ? condition('Failed', 'True', 'BackoffLimitExceeded') : undefined,
    { metadata: ownedBy(cron) },
  ),
});
const started = (
  version: ResourceVersion,
  minutes: number,
): ResourceVersion => ({
  ...version,
  body: {
    ...version.body,
    status: { ...(version.body.status as JsonObject), startTime: ago(minutes) },
  },
});
describeFaults(jobs, [
  {
    name: 'back-off limit',
    cause: 'job-failed',
    fault: [
      job(
        'train',
        condition('Failed', 'True', 'BackoffLimitExceeded', 'limit reached'),
      ),
    ],
    healthy: [job('train', undefined)],
  },
  {
    name: 'deadline',
    cause: 'job-deadline-exceeded',
    fault: [job('train', condition('Failed', 'True', 'DeadlineExceeded'))],
    healthy: [job('train', undefined)],
  },
  {
    name: 'three failed runs',
    cause: 'cronjob-never-succeeds',
    subject: 'nightly',
    fault: [
      cron,
      ...[3, 2, 1].map(n => started(run(`nightly-${n}`, true), n * 100)),
    ],
    healthy: [
      cron,
      started(run('nightly-3', true), 300),
      started(run('nightly-2', true), 200),
      started(run('nightly-1', false), 100),
    ],
  },
]);

const node = (...list: JsonObject[]) =>
  withCondition(clusterResource('Node', 'node-1', { status: {} }), ...list);
const readyNode = node(
  condition('Ready', 'True'),
  condition('MemoryPressure', 'False'),
);
describeFaults(nodes, [
  {
    name: 'not ready',
    cause: 'node-not-ready',
    fault: [
      node(
        condition(
          'Ready',
          'Unknown',
          'NodeStatusUnknown',
          'Kubelet stopped posting node status.',
        ),
      ),
    ],
    healthy: [readyNode],
  },
  {
    name: 'memory',
    cause: 'node-memory-pressure',
    fault: [
      node(condition('Ready', 'True'), condition('MemoryPressure', 'True')),
    ],
    healthy: [readyNode],
  },
  {
    name: 'disk',
    cause: 'node-disk-pressure',
    fault: [node(condition('DiskPressure', 'True'))],
    healthy: [readyNode],
  },
  {
    name: 'process ids',
    cause: 'node-pid-pressure',
    fault: [node(condition('PIDPressure', 'True'))],
    healthy: [readyNode],
  },
  {
    name: 'network',
    cause: 'node-network-unavailable',
    fault: [node(condition('NetworkUnavailable', 'True'))],
    healthy: [readyNode],
  },
  {
    name: 'problem detector',
    cause: 'node-problem',
    fault: [node(condition('KernelDeadlock', 'True'))],
    healthy: [node(condition('KernelDeadlock', 'False'))],
  },
]);

it('lists the workloads on a lost node as its victims', () => {
  const [finding] = findingsOf(nodes, [
    node(condition('Ready', 'Unknown')),
    ...workload('cart').all,
  ]);
  expect(finding.victims.map(({ name }) => name)).toEqual(['cart']);
});

const claim = (phase: string, spec: JsonObject = {}) =>
  resource('PersistentVolumeClaim', 'data', {
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '10Gi' } },
      ...spec,
    },
    status: { phase },
  });
const volume = (spec: JsonObject, phase = 'Available') =>
  clusterResource('PersistentVolume', 'pv-1', {
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '20Gi' },
      ...spec,
    },
    status: { phase },
  });
const pending = claim('Pending', { storageClassName: 'fast' });
const bound = claim('Bound');
describeFaults(storage, [
  {
    name: 'class told missing',
    cause: 'storage-class-missing',
    fault: [
      pending,
      event(
        pending,
        'ProvisioningFailed',
        'storageclass.storage.k8s.io "fast" not found',
      ),
    ],
    healthy: [bound],
  },
  {
    name: 'class not there',
    cause: 'storage-class-missing',
    fault: [pending],
    healthy: [
      pending,
      clusterResource('StorageClass', 'fast', {
        provisioner: 'csi.example.org',
        volumeBindingMode: 'WaitForFirstConsumer',
      }),
    ],
  },
  {
    name: 'provisioning fails',
    cause: 'volume-provisioning-failing',
    fault: [
      pending,
      event(pending, 'ProvisioningFailed', 'rpc error: out of capacity'),
    ],
    healthy: [bound],
  },
  {
    name: 'too small',
    cause: 'pvc-no-matching-volume',
    fault: [claim('Pending'), volume({ capacity: { storage: '5Gi' } })],
    healthy: [bound, volume({ capacity: { storage: '5Gi' } })],
  },
  {
    name: 'other access mode',
    cause: 'pvc-no-matching-volume',
    fault: [claim('Pending'), volume({ accessModes: ['ReadOnlyMany'] })],
    healthy: [bound],
  },
  {
    name: 'bound to another',
    cause: 'pvc-no-matching-volume',
    fault: [
      claim('Pending'),
      volume({ claimRef: { namespace: 'x', name: 'y' } }),
    ],
    healthy: [bound],
  },
  {
    name: 'nothing is said',
    cause: 'pvc-pending',
    fault: [claim('Pending')],
    healthy: [bound],
  },
  { name: 'lost', cause: 'pvc-lost', fault: [claim('Lost')], healthy: [bound] },
  {
    name: 'failed volume',
    cause: 'volume-failed',
    fault: [volume({}, 'Failed')],
    healthy: [volume({}, 'Bound')],
  },
]);

const hpa = (list: JsonObject[], current = 1, metrics: JsonObject[] = []) =>
  resource('HorizontalPodAutoscaler', 'cart', {
    spec: {
      maxReplicas: 5,
      scaleTargetRef: { kind: 'Deployment', name: 'cart' },
      metrics,
    },
    status: { currentReplicas: current, conditions: list },
  });
const fine = hpa([
  condition('AbleToScale', 'True'),
  condition('ScalingActive', 'True'),
  condition('ScalingLimited', 'True', 'TooFewReplicas'),
]);
const utilization = [
  {
    type: 'Resource',
    resource: {
      name: 'cpu',
      target: { type: 'Utilization', averageUtilization: 60 },
    },
  },
];
describeFaults(autoscalers, [
  {
    name: 'no target',
    cause: 'hpa-target-missing',
    fault: [
      hpa([
        condition(
          'AbleToScale',
          'False',
          'FailedGetScale',
          'deployments "cart" not found',
        ),
      ]),
    ],
    healthy: [fine],
  },
  {
    name: 'no metrics',
    cause: 'hpa-metrics-unavailable',
    fault: [
      hpa([
        condition(
          'ScalingActive',
          'False',
          'FailedGetResourceMetric',
          'no metrics API',
        ),
      ]),
    ],
    healthy: [fine],
  },
  {
    name: 'no requests',
    cause: 'hpa-requests-missing',
    fault: [
      ...workload('cart').all,
      hpa(
        [
          condition(
            'ScalingActive',
            'False',
            'FailedGetResourceMetric',
            'no metrics',
          ),
        ],
        1,
        utilization,
      ),
    ],
    healthy: [fine],
  },
  {
    name: 'at maximum',
    cause: 'hpa-at-maximum',
    fault: [
      hpa(
        [
          condition(
            'ScalingLimited',
            'True',
            'TooManyReplicas',
            'more than max',
          ),
        ],
        5,
      ),
    ],
    healthy: [fine],
  },
]);

const isvc = (status: JsonObject) =>
  resource('InferenceService', 'scorer', {
    metadata: { generation: 1 },
    status,
  });
const wellIsvc = isvc({
  conditions: [
    condition('Ready', 'True'),
    condition('PredictorReady', 'True'),
    condition('Stopped', 'False'),
  ],
});
const notReady = [
  condition('Ready', 'False'),
  condition('PredictorReady', 'False', 'MinimumReplicasUnavailable'),
];
const spark = (state: string, errorMessage?: string) =>
  resource('SparkApplication', 'daily', {
    status: { applicationState: { state, errorMessage } },
  });
describeFaults(conditions, [
  {
    name: 'model cannot be loaded',
    cause: 'model-load-failed',
    fault: [
      isvc({
        conditions: notReady,
        modelStatus: {
          lastFailureInfo: { reason: 'ModelLoadFailed', message: '403' },
        },
      }),
    ],
    healthy: [wellIsvc],
  },
  {
    name: 'no runtime',
    cause: 'serving-runtime-missing',
    fault: [
      isvc({
        conditions: notReady,
        modelStatus: { lastFailureInfo: { reason: 'NoSupportingRuntime' } },
      }),
    ],
    healthy: [wellIsvc],
  },
  {
    name: 'any condition',
    cause: 'resource-condition-failing',
    fault: [isvc({ conditions: notReady })],
    healthy: [wellIsvc],
  },
  {
    name: 'Spark driver out of memory',
    cause: 'application-out-of-memory',
    fault: [
      spark(
        'FAILED',
        'driver container failed with ExitCode: 137, Reason: OOMKilled',
      ),
    ],
    healthy: [spark('COMPLETED')],
  },
  {
    name: 'failed state',
    cause: 'resource-failed',
    fault: [spark('SUBMISSION_FAILED', 'no such file')],
    healthy: [spark('RUNNING')],
  },
  {
    name: 'a kind of tomorrow',
    cause: 'resource-condition-failing',
    fault: [
      resource('Kafka', 'events', {
        status: { conditions: [condition('Stalled', 'True', 'X', 'y')] },
      }),
    ],
    healthy: [
      resource('Kafka', 'events', {
        status: { conditions: [condition('Stalled', 'False')] },
      }),
    ],
  },
  {
    name: 'controller behind',
    cause: 'controller-lagging',
    fault: [
      resource('Kafka', 'events', {
        metadata: { generation: 4 },
        status: { observedGeneration: 3 },
      }),
    ],
    healthy: [
      resource('Kafka', 'events', {
        metadata: { generation: 4 },
        status: { observedGeneration: 4 },
      }),
    ],
  },
]);
