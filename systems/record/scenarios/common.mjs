import { componentsOf } from '../shop/components.mjs';
import { componentManifests, deployment } from '../shop/componentManifests.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The images that ran before the releases of the last days. */
const OLDER = {
  search: 'shop/search:4.3.2',
  'payments-worker': 'payments/payments-worker:2.7.2',
  payments: 'payments/payments:2.7.2',
  'fraud-serving': 'ml/fraud-server:2026.10.27',
};

/** The shop as it was nine days ago. */
export function before(manifests) {
  return manifests.map(manifest => {
    const older = OLDER[manifest.metadata.labels?.app];
    return older && manifest.kind === 'Deployment'
      ? withImage(manifest, older)
      : manifest;
  });
}

function withImage(manifest, image) {
  const copy = structuredClone(manifest);
  const [container] = copy.spec.template.spec.containers;
  container.image = `${container.image.split('/')[0]}/${image}`;
  copy.spec.template.metadata.labels['app.kubernetes.io/version'] =
    image.split(':')[1];
  return copy;
}

/** Ordinary releases of the days before: nothing came of them. */
export const PAST = [
  {
    ago: 29 * HOUR,
    work: ({ prod, stage }) =>
      releaseAll([prod, stage], ['payments', 'payments-worker']),
  },
  {
    ago: 26 * HOUR,
    work: ({ prod, stage }) => releaseAll([prod, stage], ['fraud-serving']),
  },
  {
    ago: 5 * HOUR,
    work: ({ prod, stage }) => releaseAll([prod, stage], ['search']),
  },
];

/** A pod of the ingest ended once, three quarters of an hour ago, and has run well ever since. */
export const LATELY = [
  {
    ago: 47 * MINUTE,
    async work({ prod }) {
      prod.exit('events-ingest', 1);
      await new Promise(resolve => setTimeout(resolve, 4000));
    },
  },
];

async function releaseAll(clusters, names) {
  for (const cluster of clusters)
    for (const name of names) await release(cluster, name);
}

export function componentOf(cluster, name) {
  return componentsOf(cluster.environment).find(
    component => component.name === name,
  );
}

/** Deploys a component as it stands in the table, or with changes. */
export async function release(cluster, name, changes = {}) {
  const component = { ...componentOf(cluster, name), ...changes };
  const service = cluster.shop.services.get(name);
  service.component = {
    ...service.component,
    ...pick(changes, ['image', 'latencyMs', 'startup']),
  };
  await cluster.apply([deployment(component, cluster.environment)]);
}

/** Everything of a component anew, for changes of its ConfigMap or autoscaler. */
export async function reapply(cluster, name, changes) {
  const component = { ...componentOf(cluster, name), ...changes };
  const wanted = new Set([
    'ConfigMap',
    'HorizontalPodAutoscaler',
    'InferenceService',
    'Deployment',
  ]);
  await cluster.apply(
    componentManifests(component, cluster.environment).filter(({ kind }) =>
      wanted.has(kind),
    ),
  );
}

function pick(object, keys) {
  return Object.fromEntries(
    keys.filter(key => key in object).map(key => [key, object[key]]),
  );
}
