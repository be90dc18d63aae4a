import { mebibytes } from './Service.mjs';

/** What cAdvisor and kube-state-metrics would tell of these pods and Deployments, by the same names. */
export function clusterMetrics(metrics, { pods, workloads }) {
  const containers = pods.filter(({ ending }) => !ending);
  const of = ({ pod, container }) => ({
    namespace: pod.metadata.namespace,
    pod: pod.metadata.name,
    container,
  });
  const running = containers.filter(({ startedAt }) => startedAt);

  metrics.replace(
    'container_memory_working_set_bytes',
    'gauge',
    running.map(entry => [of(entry), entry.memory ?? 0]),
  );
  for (const entry of running)
    metrics.add('container_cpu_usage_seconds_total', of(entry), entry.cpu ?? 0);
  metrics.replace(
    'kube_pod_container_resource_limits',
    'gauge',
    containers
      .filter(({ spec }) => spec.resources?.limits?.memory)
      .map(entry => [
        { ...of(entry), resource: 'memory', unit: 'byte' },
        mebibytes(entry.spec.resources.limits.memory) * 1024 * 1024,
      ]),
  );
  metrics.replace(
    'kube_pod_container_status_restarts_total',
    'counter',
    containers.map(entry => [of(entry), entry.restarts]),
  );
  metrics.replace(
    'kube_pod_container_status_waiting_reason',
    'gauge',
    containers
      .filter(
        ({ state }) =>
          state.waiting && state.waiting.reason !== 'ContainerCreating',
      )
      .map(entry => [{ ...of(entry), reason: entry.state.waiting.reason }, 1]),
  );
  for (const [name, pick] of WORKLOAD_GAUGES) {
    metrics.replace(
      name,
      'gauge',
      workloads.map(({ metadata, spec, status }) => [
        { namespace: metadata.namespace, deployment: metadata.name },
        pick({ spec, status }) ?? 0,
      ]),
    );
  }
}

const WORKLOAD_GAUGES = [
  ['kube_deployment_spec_replicas', ({ spec }) => spec.replicas],
  [
    'kube_deployment_status_replicas_available',
    ({ status }) => status.availableReplicas,
  ],
];
