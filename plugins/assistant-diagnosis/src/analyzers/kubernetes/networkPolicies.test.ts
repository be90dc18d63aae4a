import { resource, workload } from '../../snapshot/testUtils';
import { describeFaults, type Row } from '../testUtils/itNames';
import { networkPolicies } from './networkPolicies';

const shop = [
  ...workload('cart').all,
  ...workload('checkout', {
    container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] },
  }).all,
  resource('Service', 'cart', {
    spec: { selector: { app: 'cart' }, ports: [{ port: 80 }] },
  }),
];
const policy = (name: string, spec: object) =>
  resource('NetworkPolicy', name, { spec: spec as never });
const row = (name: string, fault: object[], healthy: object[]): Row => ({
  name,
  cause: 'network-policy-blocks',
  fault: [...shop, ...fault.map((spec, i) => policy(`p${i}`, spec))],
  healthy: [...shop, ...healthy.map((spec, i) => policy(`p${i}`, spec))],
});
const deny = { podSelector: {}, policyTypes: ['Ingress'] };
const allow = (app: string) => ({
  podSelector: { matchLabels: { app: 'cart' } },
  ingress: [{ from: [{ podSelector: { matchLabels: { app } } }] }],
});

describeFaults(networkPolicies, [
  row('default deny', [deny], [deny, allow('checkout')]),
  row(
    'only somebody else is let in',
    [allow('frontend')],
    [allow('frontend'), allow('checkout')],
  ),
  row(
    'a deny of the callee',
    [{ ...deny, podSelector: { matchLabels: { app: 'cart' } } }],
    [{ ...deny, podSelector: { matchLabels: { app: 'other' } } }],
  ),
  row(
    'egress is not ingress',
    [deny],
    [{ podSelector: {}, policyTypes: ['Egress'] }],
  ),
  row(
    'an address range proves nothing',
    [deny],
    [{ ...deny, ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] }],
  ),
]);
