/** What is asked of Prometheus at the end of a recording: file name -> PromQL. Rounded, as nobody reads 17 digits. */
export const QUERIES = {
  'request-rate':
    'round(sum by (namespace, deployment) (rate(http_server_requests_seconds_count[2m])), 0.001)',
  'error-ratio':
    'round(sum by (namespace, deployment) (rate(http_server_requests_seconds_count{status=~"5.."}[2m])) / sum by (namespace, deployment) (rate(http_server_requests_seconds_count[2m])), 0.0001)',
  'latency-p95':
    'round(histogram_quantile(0.95, sum by (namespace, deployment, le) (rate(http_server_requests_seconds_bucket[2m]))), 0.001)',
  'client-latency-p95':
    'round(histogram_quantile(0.95, sum by (namespace, deployment, client_name, le) (rate(http_client_requests_seconds_bucket[2m]))), 0.001)',
  'client-error-ratio':
    'round(sum by (namespace, deployment, client_name) (rate(http_client_requests_seconds_count{outcome="SERVER_ERROR"}[2m])) / sum by (namespace, deployment, client_name) (rate(http_client_requests_seconds_count[2m])), 0.0001)',
  'memory-working-set':
    'max by (namespace, pod, container) (container_memory_working_set_bytes)',
  'memory-limit':
    'max by (namespace, container) (kube_pod_container_resource_limits{resource="memory"})',
  'cpu-usage':
    'round(sum by (namespace, container) (rate(container_cpu_usage_seconds_total[2m])), 0.001)',
  restarts:
    'sum by (namespace, container) (kube_pod_container_status_restarts_total)',
  waiting:
    'sum by (namespace, container, reason) (kube_pod_container_status_waiting_reason)',
  'replicas-available':
    'max by (namespace, deployment) (kube_deployment_status_replicas_available)',
  'consumer-lag': 'sum by (consumergroup, topic) (kafka_consumergroup_lag)',
};

/** Stage is recorded each minute and without what nobody looks at there. */
export const QUERIES_OF_STAGE = [
  'request-rate',
  'error-ratio',
  'latency-p95',
  'memory-working-set',
  'memory-limit',
  'restarts',
];

/** A whole day, every three minutes: pods are taken together. */
export const QUERIES_OF_A_DAY = Object.fromEntries(
  Object.entries({
    ...QUERIES,
    'memory-working-set':
      'max by (namespace, container) (container_memory_working_set_bytes)',
  })
    .filter(([name]) => !name.startsWith('client-') && name !== 'waiting')
    .map(([name, query]) => [name, query.replaceAll('[2m]', '[5m]')]),
);
