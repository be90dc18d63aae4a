import { diffResources, joinChanges } from './diffResources';
import type { JsonObject } from '../snapshot/SnapshotInput';

const deployment = (
  container: JsonObject,
  spec: JsonObject = {},
): JsonObject => ({
  spec: {
    ...spec,
    template: { spec: { containers: [{ name: 'app', ...container }] } },
  },
});
const textOf = (kind: string, before: JsonObject, after: JsonObject) =>
  diffResources(kind, before, after).map(
    change => `${change.kind}: ${change.text.en} / ${change.text.ru}`,
  );

describe('diffResources', () => {
  it.each<[string, string, JsonObject, JsonObject, string]>([
    [
      'image',
      'Deployment',
      deployment({ image: 'a:1' }),
      deployment({ image: 'a:2' }),
      'image: image of app 1 → 2 / образ app 1 → 2',
    ],
    [
      'limit',
      'Deployment',
      deployment({ resources: { limits: { memory: '1Gi' } } }),
      deployment({ resources: { limits: { memory: '512Mi' } } }),
      'resources: memory limit 1Gi → 512Mi / лимит памяти 1Gi → 512Mi',
    ],
    [
      'variable',
      'Deployment',
      deployment({ env: [{ name: 'A_ADDR', value: 'a:1' }] }),
      deployment({ env: [{ name: 'A_ADDR', value: 'a:2' }] }),
      'env: variable A_ADDR a:1 → a:2 / переменная A_ADDR a:1 → a:2',
    ],
    [
      'secret variable',
      'Deployment',
      deployment({ env: [{ name: 'DB_PASSWORD', value: 'one' }] }),
      deployment({ env: [{ name: 'DB_PASSWORD', value: 'two' }] }),
      'env: variable DB_PASSWORD changed / переменная DB_PASSWORD: изменено',
    ],
    [
      'probe',
      'Deployment',
      deployment({ livenessProbe: { httpGet: { port: 1 } } }),
      deployment({ livenessProbe: { httpGet: { port: 2 } } }),
      'probe: liveness probe httpGet.port 1 → 2 / проверка liveness (httpGet.port) 1 → 2',
    ],
    [
      'replicas',
      'Deployment',
      deployment({}, { replicas: 2 }),
      deployment({}, { replicas: 5 }),
      'replicas: replicas 2 → 5 / число реплик 2 → 5',
    ],
    [
      'config',
      'ConfigMap',
      { data: { url: 'a' } },
      { data: { url: 'b' } },
      'config: key url a → b / ключ url a → b',
    ],
    [
      'selector',
      'Service',
      { spec: { selector: { app: 'a' } } },
      { spec: { selector: { app: 'b' } } },
      'selector: selector.app a → b / selector.app a → b',
    ],
    [
      'quota',
      'ResourceQuota',
      { spec: { hard: { pods: '9' } } },
      { spec: { hard: { pods: '2' } } },
      'quota: quota pods 9 → 2 / квота pods 9 → 2',
    ],
    [
      'anything else',
      'InferenceService',
      { spec: { predictor: { storageUri: 's3://a' } } },
      { spec: { predictor: { storageUri: 's3://b' } } },
      'spec: spec.predictor.storageUri s3://a → s3://b / spec.predictor.storageUri s3://a → s3://b',
    ],
  ])('words a change of %s', (_, kind, before, after, expected) => {
    expect(textOf(kind, before, after)).toEqual([expected]);
  });

  it('shows nothing of a secret but that it changed', () => {
    const changes = diffResources(
      'Secret',
      { data: { token: 'b25l' } },
      { data: { token: 'dHdv' } },
    );
    expect(changes.map(({ text }) => text.en)).toEqual(['key token changed']);
    expect(JSON.stringify(changes)).not.toMatch(/b25l|dHdv/);
  });

  it('takes what controllers write for no change', () => {
    const body = (uid: string): JsonObject => ({
      metadata: {
        uid,
        resourceVersion: uid,
        managedFields: [{ time: uid }],
        generation: 2,
      },
      spec: { clusterIP: uid },
      status: { x: uid },
    });
    expect(diffResources('Service', body('a'), body('b'))).toEqual([]);
  });

  it('joins what breaks most first, each text once', () => {
    const changes = diffResources(
      'Deployment',
      { ...deployment({ image: 'a:1' }), metadata: { labels: { v: '1' } } },
      { ...deployment({ image: 'a:2' }), metadata: { labels: { v: '2' } } },
    );
    expect(joinChanges(changes).en).toBe('image of app 1 → 2');
    const both = diffResources(
      'Deployment',
      deployment({ image: 'a:1', args: ['x'] }),
      deployment({ image: 'a:2', args: ['y'] }),
    );
    expect(joinChanges(both, { max: 1 }).en).toBe('image of app 1 → 2 … (+1)');
    expect(joinChanges(both, { max: 1, first: ['command'] }).en).toBe(
      'args x → y … (+1)',
    );
  });
});
