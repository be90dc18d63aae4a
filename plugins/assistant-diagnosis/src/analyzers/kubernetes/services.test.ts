import { resource, workload } from '../../snapshot/testUtils';
import { describeFaults, findingsOf } from '../testUtils/itNames';
import { services } from './services';

const ports = [{ containerPort: 8080, name: 'http' }];
const service = (
  selector: Record<string, string>,
  targetPort: number | string = 8080,
) =>
  resource('Service', 'cart', {
    spec: { selector, ports: [{ port: 80, targetPort }] },
  });
const cart = (replicas = 1) =>
  workload('cart', { replicas, container: { ports } }).all;
const caller = workload('checkout', {
  container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] },
}).all;

describeFaults(services, [
  {
    name: 'selector with a typing error',
    cause: 'service-selector-mismatch',
    subject: 'cart',
    fault: [...cart(), service({ app: 'crat' })],
    healthy: [...cart(), service({ app: 'cart' })],
  },
  {
    name: 'one label more than the pods have',
    cause: 'service-selector-mismatch',
    fault: [...cart(), service({ app: 'cart', tier: 'web' })],
    healthy: [...cart(), service({ app: 'cart' })],
  },
  {
    name: 'target port that the pods do not have',
    cause: 'service-port-mismatch',
    fault: [...cart(), service({ app: 'cart' }, 9090)],
    healthy: [...cart(), service({ app: 'cart' }, 8080)],
  },
  {
    name: 'target port name that the pods do not have',
    cause: 'service-port-mismatch',
    fault: [...cart(), service({ app: 'cart' }, 'web')],
    healthy: [...cart(), service({ app: 'cart' }, 'http')],
  },
  {
    name: 'no replicas but a caller',
    cause: 'scaled-to-zero',
    subject: 'cart',
    fault: [...cart(0), service({ app: 'cart' }), ...caller],
    healthy: [...cart(0), service({ app: 'cart' })],
  },
  {
    name: 'pods that are not ready',
    cause: 'service-without-endpoints',
    fault: [
      ...workload('cart', { ready: false }).all,
      service({ app: 'cart' }),
      ...caller,
    ],
    healthy: [...cart(), service({ app: 'cart' }), ...caller],
  },
]);

it('names the label that differs and the pods that are meant', () => {
  const [finding] = findingsOf(services, [...cart(), service({ app: 'crat' })]);
  expect(finding.title.en).toContain('app: crat ≠ cart');
  expect(finding.values).toEqual({ workload: 'cart' });
});

it('knows nothing of pods where they were not recorded', () => {
  expect(
    findingsOf(services, [service({ app: 'cart' })], {
      recordedKinds: new Set(['main/Service']),
    }),
  ).toEqual([]);
});
