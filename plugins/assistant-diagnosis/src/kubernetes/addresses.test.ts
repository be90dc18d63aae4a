import { createSnapshot } from '../snapshot';
import { resource, snapshotOf } from '../snapshot/testUtils';
import { parseAddresses, serviceOfHost } from './addresses';
import { parseQuantity } from './quantity';
import { parseSchedulingMessage } from '../causes/schedulingMessage';
import { causeOfImagePull, parseImage } from '../causes/imagePull';

it.each([
  ['cart:7070', [{ host: 'cart', port: 7070 }]],
  ['http://user:p@cart.shop.svc:80/x?y', [{ host: 'cart.shop.svc', port: 80 }]],
  ['jdbc:mysql://db:3306/orders', [{ host: 'db', port: 3306 }]],
  [
    'a:9092,b:9092',
    [
      { host: 'a', port: 9092 },
      { host: 'b', port: 9092 },
    ],
  ],
  ['8080', []],
  ['10.0.0.1:80', []],
])('reads the addresses of %s', (value, addresses) => {
  expect(parseAddresses(value)).toEqual(addresses);
});

it('finds the service of a host name as the cluster would', () => {
  const snapshot = createSnapshot(
    snapshotOf([
      resource('Service', 'cart'),
      resource('Service', 'cart', {}, { namespace: 'other', uid: 'o' }),
    ]),
  );
  const from = { system: 'kubernetes', instance: 'main', namespace: 'shop' };
  expect(serviceOfHost(snapshot, from, 'cart')?.namespace).toBe('shop');
  expect(
    serviceOfHost(snapshot, from, 'cart.other.svc.cluster.local')?.namespace,
  ).toBe('other');
  expect(serviceOfHost(snapshot, from, 'cart.example.org')).toBeUndefined();
});

it.each([
  ['500m', 0.5],
  ['1Gi', 2 ** 30],
  ['1e3', 1000],
  ['12', 12],
  ['x', NaN],
])('reads the quantity %s', (text, number) => {
  expect(parseQuantity(text)).toBe(number);
});

it('reads a scheduler message by its grammar, without the words on preemption', () => {
  expect(
    parseSchedulingMessage(
      '1/4 nodes are available: 2 Insufficient cpu, 1 node(s) had untolerated taint {a: b, c}. preemption: 1 Insufficient memory.',
    ),
  ).toEqual({
    available: 1,
    total: 4,
    parts: [
      {
        cause: 'insufficient-cpu',
        nodes: 2,
        text: 'Insufficient cpu',
        what: 'cpu',
      },
      {
        cause: 'taint-not-tolerated',
        nodes: 1,
        text: 'had untolerated taint {a: b, c}',
        what: 'a: b, c',
      },
    ],
  });
});

it('reads names of images and does not take them for words of the registry', () => {
  expect(parseImage('localhost:5000/team/app:1.2@sha256:ab')).toEqual({
    registry: 'localhost:5000',
    repository: 'team/app',
    tag: 'sha256:ab',
  });
  expect(parseImage('nginx')).toEqual({
    registry: 'docker.io',
    repository: 'nginx',
    tag: 'latest',
  });
  expect(
    causeOfImagePull('Back-off pulling image "x/forbidden-404:unauthorized"'),
  ).not.toBe('image-not-found');
  expect(causeOfImagePull('Back-off pulling image "x/app:1"')).toBeUndefined();
});
