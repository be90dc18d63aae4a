import type { Entity } from '@backstage/catalog-model';
import { EntitySnapshot, toEntityView } from '../../access';
import { testEntity } from '../../access/testUtils/testEntity';
import { tokenize } from '../text/tokenize';
import { matchEntities } from './matchEntities';
import { NameIndex } from './NameIndex';

const aliases = (text: string) => ({
  annotations: { 'assistant/aliases': text },
});

const entities: Entity[] = [
  testEntity(
    'component:default/checkout',
    aliases('чекаут, касса, оформление заказа'),
  ),
  testEntity('component:default/payments', {
    title: 'Payments',
    ...aliases('payment api, платежи, оплата'),
  }),
  testEntity('component:default/payments-worker', aliases('воркер платежей')),
  testEntity('system:default/payments', { title: 'Payments' }),
  testEntity('component:default/search', aliases('product search, поиск')),
  testEntity('component:default/orders', aliases('order service, заказы')),
  testEntity('component:default/log-pipeline', aliases('logging, логи')),
  testEntity('component:default/recs-training', {
    annotations: {
      'assistant/airflow-dag': 'recs_train',
      'assistant/mlflow-model': 'ranker',
    },
  }),
  testEntity('component:default/recs-serving', {
    annotations: { 'assistant/mlflow-model': 'ranker' },
  }),
  testEntity('resource:default/prod-kafka', {
    type: 'kafka-cluster',
    ...aliases('kafka, кафка'),
  }),
  testEntity('resource:default/orders-events', {
    type: 'kafka-topic',
    ...aliases('orders.events'),
  }),
  testEntity('component:default/storefront'),
  testEntity('user:default/sam', { title: 'Sam' }),
  testEntity('group:default/team-checkout', { title: 'Team Checkout' }),
];
const snapshot = new EntitySnapshot(entities.map(toEntityView));

let index: NameIndex;
beforeAll(async () => {
  index = await NameIndex.of(snapshot);
});

function match(
  text: string,
  isVisible: (ref: string) => boolean = () => true,
): string {
  return matchEntities({
    tokens: tokenize(text),
    index,
    isVisible,
    isTaken: () => false,
  })
    .flatMap(({ views }) => views.map(({ kind, name }) => `${kind}:${name}`))
    .join(' ');
}

describe('matchEntities', () => {
  it.each([
    ['why is checkout down', 'component:checkout'],
    ['в чекауте и у платежей', 'component:checkout component:payments'],
    ['чекоут упал', 'component:checkout'],
    ['chekout is slow', 'component:checkout'],
    ['chekcout is slow', 'component:checkout'],
    ['сторфронт лежит', 'component:storefront'],
    ['воркер платежей стоит', 'component:payments-worker'],
    ['paymentsworker', 'component:payments-worker'],
    ['dag recs_train failed', 'component:recs-training'],
    ['checkout-7d9f8b6c5d-x2x4z OOMKilled', 'component:checkout'],
    ['deployment/checkout', 'component:checkout'],
    ['checkout.shop.svc.cluster.local', 'component:checkout'],
    ['checkout-service', 'component:checkout'],
    ['оформление заказа', 'component:checkout'],
  ])('finds %s', (text, expected) => {
    expect(match(text)).toBe(expected);
  });

  it('prefers the component to the System of its name, unless the kind is said', () => {
    expect(match('is payments ok')).toBe('component:payments');
    expect(match('is the payments system ok')).toBe('system:payments');
  });

  it('gives all that share an id', () => {
    expect(match('model ranker')).toBe(
      'component:recs-training component:recs-serving',
    );
  });

  it('takes the longest name', () => {
    expect(match('topic orders.events')).toBe('resource:orders-events');
    expect(match('team-checkout')).toBe('group:team-checkout');
  });

  it.each([
    'git checkout fails',
    'search the logs for timeouts',
    'can I search everywhere',
    'KafkaConsumerLagHigh',
    'kafka_consumergroup_lag',
    'kubectl get pods -n payments',
    'sam',
    'i want to order a pizza',
    'border case',
    'orders.created',
  ])('does not take %s for an entity', text => {
    expect(match(text).replace('component:log-pipeline', '')).toBe('');
  });

  it('lets words that everybody uses give way', () => {
    expect(match('логи чекаута')).toBe('component:checkout');
    expect(match('лаг кафки у чекаута')).toBe('component:checkout');
    expect(match('is kafka healthy')).toBe('resource:prod-kafka');
    expect(match('логи не идут')).toBe('component:log-pipeline');
  });

  it('matches only what may be seen, and nothing else because of it', () => {
    expect(
      match('is payments ok', ref => ref !== 'component:default/payments'),
    ).toBe('system:payments');
    expect(match('чекаут', () => false)).toBe('');
    expect(
      match('воркер платежей', ref => ref === 'component:default/payments'),
    ).toBe('component:payments');
  });
});
