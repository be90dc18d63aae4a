import {
  crashed,
  event,
  workload,
  type WorkloadOptions,
} from '../../snapshot/testUtils';
import { describeFaults, type Row } from '../testUtils/itNames';
import { probes } from './probes';

const http = (port: number | string, more = {}) => ({
  httpGet: { path: '/', port },
  periodSeconds: 10,
  ...more,
});
const running = {
  restartCount: 0,
  state: { running: { startedAt: '2026-11-24T11:30:00Z' } },
};

function row(
  name: string,
  cause: string,
  container: WorkloadOptions['container'],
  message: string,
  status: WorkloadOptions['status'] = running,
): Row {
  const ill = workload('checkout', { container, status, ready: false });
  const well = workload('checkout', { container });
  const told = (about: typeof ill) =>
    message ? [event(about.pod, 'Unhealthy', message)] : [];
  return {
    name,
    cause,
    fault: [...ill.all, ...told(ill)],
    // the warning is stale: the pod is ready
    healthy: [...well.all, ...told(well)],
  };
}

const ports = [
  { containerPort: 8080, name: 'http' },
  { containerPort: 9090, name: 'grpc' },
];

describeFaults(probes, [
  row(
    'readiness asks a port that is not there',
    'probe-port-mismatch',
    { ports, readinessProbe: http(8081) },
    'Readiness probe failed: Get "http://10.0.0.1:8081/": dial tcp 10.0.0.1:8081: connect: connection refused',
  ),
  row(
    'readiness asks a port name that is not there',
    'probe-port-mismatch',
    { ports, readinessProbe: http('web') },
    '',
  ),
  row(
    'liveness asks a port that is not there',
    'probe-port-mismatch',
    { ports, livenessProbe: http(8081) },
    'Liveness probe failed: dial tcp 10.0.0.1:8081: connect: connection refused',
    crashed(137),
  ),
  row(
    'HTTP to a gRPC port',
    'probe-protocol-mismatch',
    { ports, livenessProbe: http(9090) },
    'Liveness probe failed: Get "http://10.0.0.1:9090/": net/http: HTTP/1.x transport connection broken: malformed HTTP response',
    crashed(143),
  ),
  row(
    'liveness gives up too early',
    'liveness-probe-too-early',
    {
      ports,
      livenessProbe: http(8080, { periodSeconds: 2, failureThreshold: 2 }),
    },
    'Liveness probe failed: dial tcp 10.0.0.1:8080: connect: connection refused',
    crashed(137),
  ),
  row(
    'liveness fails',
    'liveness-probe-failing',
    { ports, livenessProbe: http(8080) },
    'Liveness probe failed: HTTP probe failed with statuscode: 500',
    crashed(137),
  ),
  row(
    'startup fails',
    'startup-probe-failing',
    { ports, startupProbe: http(8080) },
    'Startup probe failed: HTTP probe failed with statuscode: 500',
    crashed(137),
  ),
  row(
    'readiness fails',
    'readiness-probe-failing',
    { ports, readinessProbe: http(8080) },
    'Readiness probe failed: HTTP probe failed with statuscode: 503',
  ),
  row('not ready without a word', 'pod-not-ready', { ports }, ''),
]);
