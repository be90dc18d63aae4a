import { NAMES_OF_NAMESPACES } from './shop/manifests.mjs';

/** What is recorded: the plural that names the file, and where the API has it. */
const KINDS = [
  ['nodes', 'v1', 'Node'],
  ['pods', 'v1', 'Pod'],
  ['events', 'v1', 'Event'],
  ['services', 'v1', 'Service'],
  ['configmaps', 'v1', 'ConfigMap'],
  ['secrets', 'v1', 'Secret'],
  ['serviceaccounts', 'v1', 'ServiceAccount'],
  ['resourcequotas', 'v1', 'ResourceQuota'],
  ['limitranges', 'v1', 'LimitRange'],
  ['deployments', 'apps/v1', 'Deployment'],
  ['replicasets', 'apps/v1', 'ReplicaSet'],
  ['endpointslices', 'discovery.k8s.io/v1', 'EndpointSlice'],
  ['ingresses', 'networking.k8s.io/v1', 'Ingress'],
  ['horizontalpodautoscalers', 'autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['poddisruptionbudgets', 'policy/v1', 'PodDisruptionBudget'],
  ['inferenceservices', 'serving.kserve.io/v1beta1', 'InferenceService'],
];

/** All kinds of a cluster now, by plural, as `kubectl get <kinds> -A -o json` prints them. */
export async function snapshot({ api, clock }) {
  const entries = await Promise.all(
    KINDS.map(async ([plural, apiVersion, kind]) => {
      const root = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
      const { items } = await api.get(`${root}/${plural}`);
      const kept = items
        .filter(isOfShop)
        .sort((a, b) => (key(a) < key(b) ? -1 : 1))
        .map(item => clock.move({ apiVersion, kind, ...trimmed(item, kind) }));
      return [
        plural,
        {
          apiVersion: 'v1',
          kind: 'List',
          metadata: { resourceVersion: '' },
          items: kept,
        },
      ];
    }),
  );
  return new Map(entries);
}

const key = ({ metadata }) => `${metadata.namespace ?? ''}/${metadata.name}`;

/** Nodes, and what lies in the namespaces of the shop; not the certificate that every namespace gets. */
function isOfShop({ metadata, involvedObject }) {
  const { name, namespace } = metadata;
  if (involvedObject?.kind === 'Node') return true;
  return (
    (namespace === undefined || NAMES_OF_NAMESPACES.includes(namespace)) &&
    name !== 'kube-root-ca.crt'
  );
}

function trimmed({ apiVersion: _, kind: __, ...item }, kind) {
  const { managedFields: ___, ...metadata } = item.metadata;
  if (kind !== 'Secret') return { ...item, metadata };
  const data = Object.fromEntries(
    Object.keys(item.data ?? {}).map(name => [name, '']),
  );
  return { ...item, metadata, data };
}

/** One object a line: as small as possible, and a difference still shows which object changed. */
export function textOf({ items, ...list }) {
  const head = JSON.stringify(list).slice(0, -1);
  return `${head},"items":[\n${items
    .map(item => JSON.stringify(item))
    .join(',\n')}\n]}\n`;
}
