import {
  event,
  resource,
  unscheduled,
  workload,
} from '../../snapshot/testUtils';
import { describeFaults, findingsOf } from '../testUtils/itNames';
import { callerAddresses } from './callerAddresses';
import { quotas } from './quotas';
import { scheduling } from './scheduling';

const quota = (hard: Record<string, string>, used: Record<string, string>) =>
  resource('ResourceQuota', 'team-limits', {
    spec: { hard },
    status: { hard, used },
  });
const shop = (value: string) =>
  workload('shop', { container: { env: [{ name: 'CACHE_ADDR', value }] } });
const cache = workload('cache');
const service = resource('Service', 'cache', {
  spec: { selector: { app: 'cache' }, ports: [{ port: 6379 }] },
});
const full = quota({ services: '1' }, { services: '1' });
const ledger = (ready: boolean) =>
  workload('ledger', {
    ready,
    spec: {
      ...(ready ? {} : { nodeName: undefined }),
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
    },
    ...(ready ? {} : { podStatus: { phase: 'Pending', conditions: [] } }),
  });
const storageQuota = quota(
  { 'requests.storage': '5Gi' },
  { 'requests.storage': '0' },
);
const claim = resource('PersistentVolumeClaim', 'data', {
  status: { phase: 'Bound' },
});

describeFaults(quotas, [
  {
    name: 'a service that the quota kept out',
    cause: 'quota-exceeded',
    subject: 'team-limits',
    fault: [full, ...cache.all, ...shop('cache:6379').all],
    healthy: [full, service, ...cache.all, ...shop('cache:6379').all],
  },
  {
    name: 'the same by the long name and another spelling of the limit',
    cause: 'quota-exceeded',
    fault: [
      quota({ 'count/services': '1' }, { 'count/services': '1' }),
      ...cache.all,
      ...shop('http://cache.shop.svc.cluster.local:6379/x').all,
    ],
    healthy: [
      quota({ 'count/services': '2' }, { 'count/services': '1' }),
      ...cache.all,
      ...shop('cache:6379').all,
    ],
  },
  {
    name: 'a claim that the quota kept out',
    cause: 'quota-exceeded',
    subject: 'team-limits',
    fault: [storageQuota, ...ledger(false).all],
    healthy: [storageQuota, claim, ...ledger(true).all],
  },
]);

it('says nothing of services or claims that were not recorded', () => {
  const resources = [
    full,
    storageQuota,
    ...cache.all,
    ...shop('cache:6379').all,
    ...ledger(false).all,
  ];
  expect(
    findingsOf(quotas, resources, { recordedKinds: new Set(['main/Pod']) }),
  ).toEqual([]);
});

it('puts what lacks the object under the quota', () => {
  const ill = ledger(false);
  const findings = findingsOf(
    [callerAddresses, quotas, scheduling],
    [
      storageQuota,
      ...ill.all,
      event(
        ill.pod,
        'FailedScheduling',
        '0/3 nodes are available: persistentvolumeclaim "data" not found.',
      ),
    ],
  );
  expect(findings.map(({ cause }) => cause)).toEqual(['quota-exceeded']);
  expect(findings[0].victims.map(({ name }) => name)).toEqual(['ledger']);
});

it('believes the scheduler where claims were not recorded', () => {
  const told = workload('ledger', {
    ...unscheduled(
      '0/3 nodes are available: persistentvolumeclaim "data" not found.',
    ),
    spec: {
      nodeName: undefined,
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
    },
  });
  expect(
    findingsOf(quotas, [storageQuota, ...told.all], {
      recordedKinds: new Set(['main/Pod']),
    }),
  ).toMatchObject([{ cause: 'quota-exceeded' }]);
});
