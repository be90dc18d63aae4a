import type { Series } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import { classifySeries, isAboutPeer, unitOf } from './classifySeries';

const series = (more: Partial<Series>): Series => ({
  id: 's',
  name: 'unnamed',
  labels: {},
  instance: 'prod',
  times: new Float64Array(),
  values: new Float64Array(),
  step: 15_000,
  ...more,
});

describe('classifySeries', () => {
  it.each([
    ['max by (pod) (container_memory_working_set_bytes)', 'memory'],
    [
      'max by (container) (kube_pod_container_resource_limits{resource="memory"})',
      'memory-limit',
    ],
    ['container_spec_memory_limit_bytes', 'memory-limit'],
    [
      'sum by (container) (kube_pod_container_status_restarts_total)',
      'restarts',
    ],
    ['sum by (topic) (kafka_consumergroup_lag)', 'lag'],
    [
      'sum(rate(http_server_requests_seconds_count{status=~"5.."}[2m])) / sum(rate(http_server_requests_seconds_count[2m]))',
      'errors',
    ],
    [
      'histogram_quantile(0.95, sum by (le) (rate(http_server_requests_seconds_bucket[2m])))',
      'latency',
    ],
    ['sum(rate(http_server_requests_seconds_count[2m]))', 'rate'],
    ['rate(container_cpu_usage_seconds_total[2m])', 'cpu'],
    ['kube_deployment_status_replicas_available', undefined],
  ])('%s', (query, signal) => {
    expect(classifySeries(series({ query }))).toBe(signal);
  });

  it('goes by the name where there is no query', () => {
    expect(classifySeries(series({ name: 'http_error_ratio' }))).toBe('errors');
  });

  it('knows what a client measures of another', () => {
    expect(isAboutPeer(series({ labels: { client_name: 'checkout' } }))).toBe(
      true,
    );
    expect(isAboutPeer(series({ labels: { deployment: 'checkout' } }))).toBe(
      false,
    );
  });

  it('brings milliseconds and percents into the unit of the chart', () => {
    expect(unitOf('latency', series({ name: 'latency_ms' }))).toEqual({
      unit: 's',
      factor: 0.001,
    });
    expect(unitOf('errors', series({ name: 'error_percent' }))).toEqual({
      unit: '1',
      factor: 0.01,
    });
    expect(unitOf('memory', series({}))).toEqual({ unit: 'By', factor: 1 });
  });
});
