import { EntitySnapshot, MANAGED_BY_LABEL, toEntityView } from '../../access';
import { testEntity } from '../../access/testUtils/testEntity';
import { managedBy } from './managedBy';
import { neighbourhoodOf } from './neighbourhood';
import { placeholdersOf, type PlaceholderOptions } from './placeholders';

const options: PlaceholderOptions = {
  environments: [
    { name: 'prod', words: [] },
    { name: 'stage', words: [] },
    { name: 'dev', words: [], kubernetesCluster: 'shop-dev' },
  ],
  defaultEnvironment: 'prod',
};

function placeholders(
  annotations: Record<string, string>,
  environment?: string,
) {
  const view = toEntityView(testEntity('component:default/a', { annotations }));
  return Object.fromEntries(placeholdersOf(view, { ...options, environment }));
}

describe('placeholdersOf', () => {
  it('reads each of them from its annotation', () => {
    expect(
      placeholders({
        'backstage.io/kubernetes-namespace': 'ml',
        'backstage.io/kubernetes-cluster': 'shop-prod',
        'assistant/kafka-topic': 'orders.events',
        'assistant/kafka-consumer-group': 'checkout',
        'assistant/airflow-dag': 'recs_train',
        'assistant/mlflow-model': 'recs ranker',
        'assistant/mlflow-experiment': 'recs-train',
        'assistant/inference-service': 'recs-serving',
        'assistant/spark-application': 'feature-build',
      }),
    ).toEqual({
      namespace: 'ml',
      'cluster-context': 'shop-prod',
      topic: 'orders.events',
      'consumer-group': 'checkout',
      'dag-id': 'recs_train',
      'model-name': 'recs ranker',
      experiment: 'recs-train',
      'inference-service': 'recs-serving',
      'spark-application': 'feature-build',
    });
  });

  it.each([
    [{ 'backstage.io/kubernetes-id': 'a' }, 'a'],
    [
      {
        'backstage.io/kubernetes-id': 'a',
        'assistant/prometheus-selector': 'namespace="x",deployment="b"',
      },
      'b',
    ],
    [
      {
        'backstage.io/kubernetes-id': 'a',
        'assistant/prometheus-selector': 'daemonset="b"',
      },
      undefined,
    ],
    [
      { 'backstage.io/kubernetes-id': 'a', 'assistant/spark-application': 'b' },
      undefined,
    ],
  ])('knows the deployment of %j', (annotations, deployment) => {
    expect(placeholders(annotations as Record<string, string>).deployment).toBe(
      deployment,
    );
  });

  it('never lets one cluster stand for another', () => {
    const annotations = { 'backstage.io/kubernetes-cluster': 'shop-prod' };
    expect(placeholders(annotations, 'prod')).toEqual({
      'cluster-context': 'shop-prod',
    });
    expect(placeholders(annotations, 'stage')).toEqual({});
    expect(placeholders(annotations, 'dev')).toEqual({
      'cluster-context': 'shop-dev',
    });
  });

  it('leaves out what is no name of its kind', () => {
    expect(
      placeholders({
        'backstage.io/kubernetes-namespace': 'shop; rm -rf /',
        'backstage.io/kubernetes-cluster': '$(curl evil)',
        'assistant/kafka-topic': 'a b',
        'assistant/mlflow-model': '`id`',
        'assistant/inference-service': 'UPPER',
      }),
    ).toEqual({});
  });
});

describe('managedBy', () => {
  it.each([
    [{ annotations: { 'argocd/app-name': 'a' } }, 'argocd'],
    [{ annotations: { 'kustomize.toolkit.fluxcd.io/name': 'a' } }, 'flux'],
    [{ annotations: { 'meta.helm.sh/release-name': 'a' } }, 'helm'],
    [{ labels: { [MANAGED_BY_LABEL]: 'Helm' } }, 'helm'],
    [{ labels: { [MANAGED_BY_LABEL]: 'kustomize' } }, undefined],
    [{}, undefined],
  ])('%j is managed by %s', (entity, expected) => {
    expect(
      managedBy(toEntityView(testEntity('component:default/a', entity))),
    ).toBe(expected);
  });
});

describe('neighbourhoodOf', () => {
  const a = testEntity('component:default/a', {
    relations: {
      partOf: ['system:default/s'],
      dependsOn: [
        'component:default/b',
        'component:default/hidden',
        'component:default/absent',
      ],
    },
  });
  const snapshot = new EntitySnapshot(
    [
      a,
      ...[
        'system:default/s',
        'component:default/b',
        'component:default/hidden',
      ].map(ref => testEntity(ref)),
    ].map(toEntityView),
  );

  it('holds what is there and may be seen, the entity first', () => {
    const isVisible = (ref: string) => !ref.endsWith('hidden');
    expect(neighbourhoodOf(toEntityView(a), snapshot, isVisible)).toEqual([
      'component:default/a',
      'system:default/s',
      'component:default/b',
    ]);
  });
});
