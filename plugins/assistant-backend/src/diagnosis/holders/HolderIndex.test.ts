import { createSnapshot } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { inputOf, resource, service } from '../testUtils/snapshot';
import { HolderIndex } from './HolderIndex';

const web = 'component:default/web';
const db = 'component:default/db';

const resources = [
  ...service('web', {
    spec: { containers: [{ envFrom: [{ secretRef: { name: 'keys' } }] }] },
  }),
  ...service('db'),
  resource('Node', 'node-1', {}, { namespace: undefined }),
  resource('Node', 'node-2', {}, { namespace: undefined }),
  resource('Secret', 'keys'),
  resource('Secret', 'unused'),
  resource('ResourceQuota', 'quota'),
  resource('Service', 'front', { spec: { selector: { app: 'web' } } }),
  resource('Service', 'nothing', { spec: { selector: {} } }),
  resource('HorizontalPodAutoscaler', 'scale', {
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'db' } },
  }),
  resource('Alert', 'Slow{deployment=web}', {
    labels: { alertname: 'Slow', namespace: 'shop', deployment: 'web' },
  }),
  resource('Pod', 'stray', { spec: { nodeName: 'node-2' } }),
];
const index = new HolderIndex(createSnapshot(inputOf(resources)));
const holderOf = (kind: string, name: string) =>
  index.of(resources.find(one => one.kind === kind && one.name === name)!);

const series = (labels: Record<string, string>, instance = 'prod') => ({
  id: 's',
  name: 's',
  labels,
  instance,
  times: new Float64Array(),
  values: new Float64Array(),
  step: 1,
});

describe('HolderIndex', () => {
  it.each([
    ['Deployment', 'web', [web]],
    ['Pod', 'web-pod', [web]],
    ['Service', 'front', [web]],
    ['Service', 'nothing', []],
    ['HorizontalPodAutoscaler', 'scale', [db]],
    ['Alert', 'Slow{deployment=web}', [web]],
  ])('%s %s belongs to %j', (kind, name, refs) => {
    expect(holderOf(kind, name).entityRefs).toEqual(refs);
  });

  it.each([
    ['Node', 'node-1', [db, web], false],
    // of an unmapped pod nobody knows whose it is
    ['Node', 'node-2', [''], false],
    ['Secret', 'keys', [web], true],
    ['Secret', 'unused', [], true],
    ['ResourceQuota', 'quota', ['', db, web], true],
  ])('%s %s is stood on by %j', (kind, name, users, namespaced) => {
    expect(holderOf(kind, name)).toEqual({ entityRefs: [], users, namespaced });
  });

  it('finds whose a series is by what its labels name, if that is one thing', () => {
    const of = (labels: Record<string, string>, instance?: string) =>
      index.ofSeries(series(labels, instance)).entityRefs;
    expect(of({ pod: 'web-pod', namespace: 'shop' })).toEqual([web]);
    expect(of({ container: 'db', namespace: 'shop' })).toEqual([db]);
    expect(of({ container: 'db', namespace: 'other' })).toEqual([]);
    expect(of({ container: 'db', namespace: 'shop' }, 'stage')).toEqual([]);
    expect(of({})).toEqual([]);
  });
});
