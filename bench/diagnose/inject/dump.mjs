import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stampOfSecond } from '../../../systems/record/clock.mjs';
import { textOf } from '../../../systems/record/snapshot.mjs';

/** Plural, group and kind; `always` where an empty list tells that there is none. */
const KINDS = [
  ['pods', 'v1', 'Pod'],
  ['events', 'v1', 'Event'],
  ['services', 'v1', 'Service', 'always'],
  ['configmaps', 'v1', 'ConfigMap', 'always'],
  ['secrets', 'v1', 'Secret', 'always'],
  ['serviceaccounts', 'v1', 'ServiceAccount', 'always'],
  ['resourcequotas', 'v1', 'ResourceQuota'],
  ['limitranges', 'v1', 'LimitRange'],
  ['persistentvolumeclaims', 'v1', 'PersistentVolumeClaim', 'always'],
  ['deployments', 'apps/v1', 'Deployment'],
  ['replicasets', 'apps/v1', 'ReplicaSet'],
  ['statefulsets', 'apps/v1', 'StatefulSet'],
  ['daemonsets', 'apps/v1', 'DaemonSet'],
  ['jobs', 'batch/v1', 'Job'],
  ['endpointslices', 'discovery.k8s.io/v1', 'EndpointSlice'],
  ['horizontalpodautoscalers', 'autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['poddisruptionbudgets', 'policy/v1', 'PodDisruptionBudget'],
];
const OF_CLUSTER = [
  ['nodes', 'v1', 'Node'],
  ['persistentvolumes', 'v1', 'PersistentVolume', 'always'],
  ['storageclasses', 'storage.k8s.io/v1', 'StorageClass', 'always'],
];

/** Writes what `kubectl get <kinds> -n <namespace> -o json` prints of some namespaces, and their nodes and volumes. */
export async function dump({ api, clock, folder, namespaces, title }) {
  await rm(folder, { recursive: true, force: true });
  const place = join(folder, 'kubernetes');
  await mkdir(place, { recursive: true });
  for (const kind of KINDS) {
    const lists = await Promise.all(
      namespaces.map(name => read(api, kind, `/namespaces/${name}`)),
    );
    await write({ place, clock, kind, items: lists.flat() });
  }
  for (const kind of OF_CLUSTER) {
    const items = (await read(api, kind, '')).filter(
      ({ metadata: { labels = {} } }) =>
        labels.space === undefined || namespaces.includes(labels.space),
    );
    await write({ place, clock, kind, items });
  }
  const incident = { title, now: stampOfSecond(clock.now()) };
  await writeFile(
    join(folder, 'incident.json'),
    `${JSON.stringify(incident, null, 2)}\n`,
  );
}

async function read(api, [plural, apiVersion, kind], space) {
  const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
  const { items } = await api.get(`${root}${space}/${plural}`);
  return items
    .filter(({ metadata: { name } }) => name !== 'kube-root-ca.crt')
    .map(item => ({ apiVersion, kind, ...trimmed(item, kind) }));
}

async function write({ place, clock, kind: [plural, , , always], items }) {
  if (items.length === 0 && !always) return;
  const list = {
    apiVersion: 'v1',
    kind: 'List',
    metadata: { resourceVersion: '' },
  };
  await writeFile(
    join(place, `${plural}.json`),
    textOf({ ...list, items: items.map(item => clock.move(item)) }),
  );
}

/** Without bookkeeping and without values of secrets. */
function trimmed(
  { metadata: { managedFields: _, ...metadata }, ...item },
  kind,
) {
  if (kind !== 'Secret') return { ...item, metadata };
  const names = Object.keys(item.data ?? {});
  return {
    ...item,
    metadata,
    data: Object.fromEntries(names.map(name => [name, ''])),
  };
}
