import { resource, workload } from '../../snapshot/testUtils';
import { describeFaults, type Row } from '../testUtils/itNames';
import { callerAddresses } from './callerAddresses';

const cart = resource('Service', 'cart', {
  spec: { selector: { app: 'cart' }, ports: [{ port: 7070 }] },
});
const calls = (env: Array<{ name: string; value: string }>) => [
  ...workload('checkout', { container: { env } }).all,
  cart,
];
const row = (
  name: string,
  cause: string,
  wrong: Record<string, string>,
  right: Record<string, string>,
): Row => {
  const env = (values: Record<string, string>) =>
    Object.entries(values).map(([key, value]) => ({ name: key, value }));
  return {
    name,
    cause,
    subject: 'checkout',
    fault: calls(env(wrong)),
    healthy: calls(env(right)),
  };
};

describeFaults(callerAddresses, [
  row(
    'another port',
    'caller-port-mismatch',
    { CART_ADDR: 'cart:7071' },
    { CART_ADDR: 'cart:7070' },
  ),
  row(
    'another port in a URL with a namespace',
    'caller-port-mismatch',
    { CART_URL: 'http://cart.shop.svc.cluster.local:80/x' },
    { CART_URL: 'http://cart.shop.svc.cluster.local:7070/x' },
  ),
  row(
    'host and port apart',
    'caller-port-mismatch',
    { CART_HOST: 'cart', CART_PORT: '1' },
    { CART_HOST: 'cart', CART_PORT: '7070' },
  ),
  row(
    'a name that does not exist',
    'caller-address-unresolved',
    { CART_ADDR: 'carts:7070' },
    { CART_ADDR: 'cart.example.org:443' },
  ),
]);
