import { event, resource, workload } from '../../snapshot/testUtils';
import { describeFaults, findingsOf, type Row } from '../testUtils/itNames';
import { admission } from './admission';

function row(cause: string, message: string, subject = 'checkout'): Row {
  const ill = workload('checkout', { ready: false, replicas: 3 });
  const well = workload('checkout');
  const text = `Error creating: ${message}`;
  return {
    name: `${cause}: ${message.slice(0, 50)}`,
    cause,
    subject,
    fault: [
      ill.deployment,
      ill.replicaSet,
      event(ill.replicaSet, 'FailedCreate', text),
    ],
    healthy: [...well.all, event(well.replicaSet, 'FailedCreate', text)],
  };
}

describeFaults(admission, [
  row(
    'quota-exceeded',
    'pods "x" is forbidden: exceeded quota: compute, requested: requests.cpu=500m, used: requests.cpu=1, limited: requests.cpu=1',
    'compute',
  ),
  row(
    'quota-exceeded',
    'pods "x" is forbidden: failed quota: compute: must specify limits.memory for: app',
    'compute',
  ),
  row(
    'limit-range-violated',
    'pods "x" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi',
  ),
  row(
    'pod-security-violation',
    'pods "x" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false (container "c" must set it)',
  ),
  row(
    'admission-webhook-denied',
    'admission webhook "validation.gatekeeper.sh" denied the request: [no-latest] tag latest is not allowed',
  ),
  row(
    'admission-webhook-unreachable',
    'Internal error occurred: failed calling webhook "mutate.example.org": failed to call webhook: Post "https://x": dial tcp 10.0.0.1:443: connect: connection refused',
  ),
  row(
    'service-account-missing',
    'pods "x-" is forbidden: error looking up service account shop/no-such: serviceaccount "no-such" not found',
  ),
  row(
    'priority-class-missing',
    'pods "x" is forbidden: no PriorityClass with name urgent was found',
  ),
  row(
    'object-invalid',
    'Pod "x" is invalid: spec.containers[0].image: Required value',
  ),
  row('pods-not-created', 'a word of tomorrow'),
]);

it('puts the workloads that a quota keeps out under the quota', () => {
  const message =
    'Error creating: pods "x" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=2, limited: pods=2';
  const shop = ['checkout', 'cart'].flatMap(name => {
    const { deployment, replicaSet } = workload(name, { ready: false });
    return [deployment, replicaSet, event(replicaSet, 'FailedCreate', message)];
  });
  const findings = findingsOf(admission, [
    ...shop,
    resource('ResourceQuota', 'compute', { status: {} }),
  ]);
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    subject: { kind: 'ResourceQuota', name: 'compute' },
    confidence: 'confirmed',
  });
  expect(findings[0].victims.map(({ name }) => name)).toEqual([
    'cart',
    'checkout',
  ]);
});
