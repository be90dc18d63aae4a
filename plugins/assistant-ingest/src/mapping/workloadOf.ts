import type {
  ResourceRef,
  WorkloadRef,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type {
  RecordOrigin,
  WorkloadWrite,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { OwnerIndex } from './OwnerIndex';

/** Labels by which a pod belongs to something that Kubernetes does not own it by. */
const FOREIGN_OWNERS: ReadonlyArray<{
  system: string;
  kind: string;
  labels: readonly string[];
}> = [
  { system: 'airflow', kind: 'Dag', labels: ['dag_id'] },
  {
    system: 'spark',
    kind: 'SparkApplication',
    labels: ['sparkoperator.k8s.io/app-name', 'spark-app-name'],
  },
  {
    system: 'kserve',
    kind: 'InferenceService',
    labels: ['serving.kserve.io/inferenceservice'],
  },
];

/** Labels that name an application, best first. */
const NAME_LABELS = [
  'app.kubernetes.io/name',
  'app',
  'k8s-app',
  'app.kubernetes.io/instance',
];

/** Key of a workload: all parts of its identity. */
export function workloadKey(workload: WorkloadRef): string {
  return [
    workload.system,
    workload.instance,
    workload.environment,
    workload.kind,
    workload.namespace ?? '',
    workload.name,
  ].join('|');
}

/**
 * The workload that a record belongs to, or `undefined` when its hints name none.
 *
 * Order: labels of a DAG, Spark application or inference service; the owner as told; the owner of
 * the pod as far as objects were seen; the pod's name without its generated parts; the name of the
 * service; the node.
 */
export function workloadOf(
  origin: RecordOrigin,
  options: {
    owners: OwnerIndex;
    environmentOf(instance: string, namespace?: string): string;
  },
): WorkloadWrite | undefined {
  const { instance, namespace } = origin;
  const environment = options.environmentOf(instance, namespace);
  const pod =
    origin.pod === undefined
      ? undefined
      : options.owners.pod(instance, namespace, origin.pod);
  const labels = { ...pod?.labels, ...origin.labels };
  const found =
    foreignOwner(labels, namespace) ??
    ownOwner(origin, options.owners) ??
    pod?.owner ??
    (origin.pod === undefined
      ? undefined
      : { kind: 'Deployment', name: withoutGenerated(origin.pod) }) ??
    serviceOf(origin, options.owners) ??
    (origin.node === undefined
      ? undefined
      : { kind: 'Node', name: origin.node });
  if (!found) {
    return undefined;
  }
  const workload: WorkloadRef = {
    system: 'system' in found ? String(found.system) : origin.system,
    instance,
    environment,
    kind: found.kind,
    ...namespaceOf(found, namespace),
    name: found.name,
  };
  return {
    ...workload,
    key: workloadKey(workload),
    hints: hintsOf(origin, labels),
  };
}

function serviceOf(
  { instance, namespace, service }: RecordOrigin,
  owners: OwnerIndex,
) {
  return service === undefined
    ? undefined
    : owners.named(instance, namespace, service) ?? {
        kind: 'Service',
        name: service,
      };
}

function namespaceOf(
  found: { kind: string; namespace?: string },
  told: string | undefined,
): { namespace?: string } {
  const namespace = told ?? found.namespace;
  return found.kind === 'Node' || namespace === undefined ? {} : { namespace };
}

function foreignOwner(
  labels: Readonly<Record<string, string>>,
  namespace: string | undefined,
) {
  for (const { system, kind, labels: names } of FOREIGN_OWNERS) {
    const name = names.map(label => labels[label]).find(Boolean);
    if (name) {
      return { system, kind, namespace, name };
    }
  }
  return undefined;
}

/** What the record itself calls its owner, followed upwards. */
function ownOwner(origin: RecordOrigin, owners: OwnerIndex) {
  if (!origin.owner) {
    return undefined;
  }
  const ref: ResourceRef = {
    system: origin.system,
    instance: origin.instance,
    kind: origin.owner.kind,
    namespace: origin.namespace,
    name: origin.owner.name,
  };
  return owners.topOwner(ref);
}

function hintsOf(
  origin: RecordOrigin,
  labels: Readonly<Record<string, string>>,
): Record<string, string> {
  const hints: Record<string, string> = {};
  for (const [key, value] of Object.entries(labels).slice(0, 50)) {
    hints[`label:${key}`] = value.slice(0, 200);
  }
  const app = NAME_LABELS.map(label => labels[label]).find(Boolean);
  if (app) {
    hints.app = app;
  }
  if (origin.service) {
    hints.service = origin.service;
  }
  return hints;
}

/**
 * Name of the owner of a pod whose owner was never seen: `checkout-6c9f8d7b5-x2kqp` to `checkout`,
 * `kafka-0` to `kafka`.
 */
export function withoutGenerated(pod: string): string {
  return (
    /^(.+)-[bcdf-hj-np-tv-z2456789]{6,10}-[bcdf-hj-np-tv-z2456789]{5}$/.exec(
      pod,
    )?.[1] ??
    /^(.+)-[bcdf-hj-np-tv-z2456789]{5}$/.exec(pod)?.[1] ??
    /^(.+)-\d{1,3}$/.exec(pod)?.[1] ??
    pod
  );
}
