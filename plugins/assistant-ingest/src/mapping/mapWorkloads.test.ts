import type { WorkloadWrite } from '@smart-assistant/backstage-plugin-assistant-node';
import type { MappedEntity } from './MappingRules';
import { mapWorkloads } from './mapWorkloads';

const workload = (
  name: string,
  part: Partial<WorkloadWrite> = {},
): WorkloadWrite => ({
  key: `${part.namespace ?? 'shop'}/${name}`,
  system: 'kubernetes',
  instance: 'shop-prod',
  environment: 'prod',
  kind: 'Deployment',
  namespace: 'shop',
  name,
  hints: {},
  ...part,
});

const entity = (
  name: string,
  part: Partial<MappedEntity> = {},
): MappedEntity => ({
  entityRef: `component:default/${name}`,
  kind: 'component',
  name,
  owner: 'group:default/team-a',
  aliases: [],
  annotations: {},
  ...part,
});

const map = (
  workloads: WorkloadWrite[],
  entities: MappedEntity[],
  rules: Parameters<typeof mapWorkloads>[1]['rules'] = [],
) =>
  mapWorkloads(workloads, { entities, rules }).map(m => [
    m.workloadKey,
    m.entityRef,
    m.rule,
  ]);

describe('mapWorkloads', () => {
  it('believes the annotation before the name', () => {
    expect(
      map(
        [workload('cart-v2', { hints: { app: 'cart' } })],
        [
          entity('cart-v2'),
          entity('basket', {
            annotations: { 'backstage.io/kubernetes-id': 'cart' },
          }),
        ],
      ),
    ).toEqual([['shop/cart-v2', 'component:default/basket', 'annotation']]);
  });

  it('keeps an annotation to its namespace and cluster', () => {
    const annotations = {
      'backstage.io/kubernetes-id': 'cart',
      'backstage.io/kubernetes-namespace': 'shop',
      'backstage.io/kubernetes-cluster': 'shop-prod',
    };
    expect(
      map(
        [
          workload('cart'),
          workload('cart', { namespace: 'other' }),
          workload('cart', { instance: 'shop-stage', key: 'stage' }),
        ],
        [entity('basket', { annotations })],
      ),
    ).toEqual([
      ['shop/cart', 'component:default/basket', 'annotation'],
      // nothing names it, but everything else in its namespace has one owner: only there
    ]);
  });

  it('matches patterns of DAGs', () => {
    expect(
      map(
        [
          workload('recs_train', {
            kind: 'Dag',
            system: 'airflow',
            namespace: undefined,
            key: 'dag',
          }),
        ],
        [
          entity('recs', {
            annotations: { 'assistant/airflow-dag': 'other, recs_*' },
          }),
        ],
      ),
    ).toEqual([['dag', 'component:default/recs', 'annotation']]);
  });

  it('takes a rule of the configuration before labels', () => {
    expect(
      map(
        [workload('cart', { namespace: 'x', hints: { app: 'cart' } })],
        [entity('cart'), entity('x-cart')],
        [{ namespace: 'x', entityRef: 'component:default/{namespace}-{app}' }],
      ),
    ).toEqual([['x/cart', 'component:default/x-cart', 'config']]);
  });

  it('passes over a rule that leads to no entity', () => {
    expect(
      map(
        [workload('cart')],
        [entity('cart')],
        [{ entityRef: 'component:default/none' }],
      ),
    ).toEqual([['shop/cart', 'component:default/cart', 'name']]);
  });

  it('claims nothing by a name that two entities share', () => {
    expect(
      map(
        [workload('cart', { namespace: 'y' })],
        [entity('cart'), entity('cart', { entityRef: 'component:other/cart' })],
      ),
    ).toEqual([]);
  });

  it('gives the rest of a namespace to its one owner, and to nobody when there are two', () => {
    const cart = entity('cart');
    expect(map([workload('cart'), workload('loadgen')], [cart])).toEqual([
      ['shop/cart', 'component:default/cart', 'name'],
      ['shop/loadgen', 'group:default/team-a', 'namespace-owner'],
    ]);
    expect(
      map(
        [workload('cart'), workload('loadgen'), workload('pay')],
        [cart, entity('pay', { owner: 'group:default/team-b' })],
      ),
    ).toHaveLength(2);
  });
});
