import { createSnapshot } from './createSnapshot';
import { matchesGlob } from './environments';
import {
  NOW,
  event,
  ownedBy,
  resource,
  snapshotOf,
  workload,
} from './testUtils';

const ref = { system: 'kubernetes', instance: 'main', namespace: 'shop' };

describe('createSnapshot', () => {
  it('keeps the history of an object and lists only what exists', () => {
    const old = resource(
      'ConfigMap',
      'a',
      { data: { v: '1' } },
      { validFrom: NOW - 9 },
    );
    const now = resource(
      'ConfigMap',
      'a',
      { data: { v: '2' } },
      { validFrom: NOW - 5 },
    );
    const gone = resource(
      'ConfigMap',
      'b',
      {},
      { validFrom: NOW - 5, deleted: true },
    );
    const later = resource('ConfigMap', 'c', {}, { validFrom: NOW + 5 });
    const snapshot = createSnapshot(snapshotOf([now, old, now, gone, later]));
    expect(snapshot.list('ConfigMap')).toEqual([now]);
    expect(snapshot.history(now)).toEqual([old, now]);
    expect(snapshot.history(gone)).toEqual([gone]);
    expect(
      snapshot.get({ ...ref, kind: 'ConfigMap', name: 'c' }),
    ).toBeUndefined();
  });

  it('follows owners to the top, over a replica set that was not recorded as well', () => {
    const { deployment, pod } = workload('cart');
    const hashed = resource('Pod', 'web-5d9f-x', {
      metadata: {
        labels: { 'pod-template-hash': '5d9f' },
        ownerReferences: [{ kind: 'ReplicaSet', name: 'web-5d9f' }],
      },
    });
    const snapshot = createSnapshot(
      snapshotOf([...workload('cart').all, hashed]),
    );
    expect(snapshot.topOwnerOf(pod)).toEqual({
      ...ref,
      kind: 'Deployment',
      name: 'cart',
    });
    expect(snapshot.podsOf(deployment).map(({ name }) => name)).toEqual([
      pod.name,
    ]);
    expect(snapshot.topOwnerOf(hashed)).toEqual({
      ...ref,
      kind: 'Deployment',
      name: 'web',
    });
  });

  it('takes a pod of a node for the pod itself', () => {
    const mirror = resource('Pod', 'kube-proxy', {
      metadata: { ownerReferences: [{ kind: 'Node', name: 'n' }] },
    });
    expect(createSnapshot(snapshotOf([mirror])).topOwnerOf(mirror).kind).toBe(
      'Pod',
    );
  });

  it('mixes events neither of a service and a pod of one name nor of a former pod', () => {
    const [pod, service] = [
      resource('Pod', 'cart'),
      resource('Service', 'cart'),
    ];
    const former = { ...pod, uid: 'former' };
    const events = [
      event(pod, 'A', ''),
      event(service, 'B', ''),
      event(former, 'C', ''),
    ];
    const snapshot = createSnapshot(snapshotOf([pod, service, ...events]));
    expect(snapshot.eventsOf(pod).map(({ body }) => body.reason)).toEqual([
      'A',
    ]);
    expect(snapshot.eventsOf(service).map(({ body }) => body.reason)).toEqual([
      'B',
    ]);
  });

  it('finds logs and series of a pod at the top of its owners', () => {
    const { all, pod, deployment } = workload('cart');
    const series = {
      id: 's',
      name: 'memory',
      labels: { pod: pod.name, namespace: 'shop' },
      instance: 'main',
      times: new Float64Array(),
      values: new Float64Array(),
      step: 1,
    };
    const snapshot = createSnapshot(snapshotOf(all, { series: [series] }));
    expect(snapshot.seriesOf(deployment)).toEqual([series]);
    expect(snapshot.seriesOf(pod)).toEqual([series]);
  });

  it('tells what was recorded, and the environment by namespace before instance', () => {
    const input = snapshotOf([], {
      environments: {
        default: 'prod',
        instances: { lab: 'test' },
        namespaces: [{ pattern: '*-stage', environment: 'stage' }],
        production: ['prod'],
      },
    });
    const snapshot = createSnapshot(input);
    expect(snapshot.isRecorded('main', 'Ingress')).toBe(false);
    expect(snapshot.isRecorded('main', 'Pod')).toBe(true);
    const place = (instance: string, namespace: string) =>
      snapshot.environmentOf({
        ...ref,
        kind: 'Pod',
        name: 'x',
        instance,
        namespace,
      });
    expect(place('lab', 'a-stage')).toEqual({
      name: 'stage',
      production: false,
    });
    expect(place('lab', 'a')).toEqual({ name: 'test', production: false });
    expect(place('constructor', 'a')).toEqual({
      name: 'prod',
      production: true,
    });
  });

  it('ends at an owner that owns itself', () => {
    const own = resource('ReplicaSet', 'a');
    const loop = { ...own, body: { ...own.body, metadata: ownedBy(own) } };
    expect(createSnapshot(snapshotOf([loop])).topOwnerOf(loop).name).toBe('a');
  });
});

it.each([
  ['*', 'x', true],
  ['a*c', 'abc', true],
  ['a*c', 'ab', false],
  ['*b*', 'abc', true],
  ['ab*ba', 'aba', false],
  ['a', 'a', true],
])('matches the glob %s against %s: %s', (pattern, text, expected) => {
  expect(matchesGlob(pattern, text)).toBe(expected);
});
