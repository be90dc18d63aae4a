import type { RecordOrigin } from '@smart-assistant/backstage-plugin-assistant-node';
import { OwnerIndex } from './OwnerIndex';
import { withoutGenerated, workloadOf } from './workloadOf';

const owners = new OwnerIndex();
const add = (
  objectKind: string,
  name: string,
  metadata: Record<string, never> | object = {},
) =>
  owners.add({
    kind: 'resource',
    at: 0,
    system: 'kubernetes',
    instance: 'c1',
    objectKind,
    namespace: 'shop',
    name,
    body: { metadata: { name, ...metadata } },
  });
const owned = (kind: string, name: string) => ({
  ownerReferences: [{ kind, name, controller: true }],
});
add('Pod', 'cart-abc', {
  ...owned('ReplicaSet', 'cart-77'),
  labels: { app: 'cart' },
});
add('ReplicaSet', 'cart-77', owned('Deployment', 'cart'));
add('Deployment', 'cart');
add('Pod', 'loop', owned('ReplicaSet', 'a'));
add('ReplicaSet', 'a', owned('ReplicaSet', 'b'));
add('ReplicaSet', 'b', owned('ReplicaSet', 'a'));
add('Pod', 'train-1', { labels: { dag_id: 'recs_train', task_id: 'fit' } });
add('Pod', 'mirror', owned('Node', 'n1'));

const find = (origin: Partial<RecordOrigin>) => {
  const found = workloadOf(
    { instance: 'c1', system: 'kubernetes', namespace: 'shop', ...origin },
    { owners, environmentOf: () => 'prod' },
  );
  return (
    found && `${found.system}/${found.kind}/${found.namespace}/${found.name}`
  );
};

describe('workloadOf', () => {
  it.each<[string, Partial<RecordOrigin>, string | undefined]>([
    ['owners upwards', { pod: 'cart-abc' }, 'kubernetes/Deployment/shop/cart'],
    ['a cycle of owners', { pod: 'loop' }, 'kubernetes/ReplicaSet/shop/a'],
    ['a DAG before its pod', { pod: 'train-1' }, 'airflow/Dag/shop/recs_train'],
    [
      'a pod that was never seen',
      { pod: 'pay-6c9f8d7b54-x2kqp' },
      'kubernetes/Deployment/shop/pay',
    ],
    [
      'the told replica set',
      { owner: { kind: 'ReplicaSet', name: 'web-6c9f8d7b54' } },
      'kubernetes/Deployment/shop/web',
    ],
    [
      'what a service runs',
      { service: 'cart' },
      'kubernetes/Deployment/shop/cart',
    ],
    [
      'what a service runs, wherever',
      { service: 'cart', namespace: undefined },
      'kubernetes/Deployment/shop/cart',
    ],
    [
      'a service of nothing known',
      { service: 'edge' },
      'kubernetes/Service/shop/edge',
    ],
    ['a pod that a node owns', { pod: 'mirror' }, 'kubernetes/Pod/shop/mirror'],
    [
      'a node',
      { namespace: undefined, node: 'n1' },
      'kubernetes/Node/undefined/n1',
    ],
    ['nothing', {}, undefined],
  ])('finds %s', (_, origin, expected) => {
    expect(find(origin)).toBe(expected);
  });

  it('keeps instance and environment apart', () => {
    const key = (instance: string, environment: string) =>
      workloadOf(
        { instance, system: 'kubernetes', namespace: 'shop', service: 'cart' },
        { owners, environmentOf: () => environment },
      )?.key;
    expect(
      new Set([key('a', 'prod'), key('b', 'prod'), key('a', 'stage')]).size,
    ).toBe(3);
  });
});

describe('withoutGenerated', () => {
  it.each([
    ['checkout-6c9f8d7b5-x2kqp', 'checkout'],
    ['kafka-0', 'kafka'],
    ['node-exporter-x7k2m', 'node-exporter'],
    ['cart', 'cart'],
    [
      'recs-serving-predictor-00001-deployment-5d4f6b7c8d-abcde',
      'recs-serving-predictor-00001-deployment-5d4f6b7c8d-abcde',
    ],
  ])('%s is %s', (pod, owner) => {
    expect(withoutGenerated(pod)).toBe(owner);
  });
});
