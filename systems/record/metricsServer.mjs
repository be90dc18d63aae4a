import { createServer } from 'node:https';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stampOfSecond } from './clock.mjs';

/**
 * Plays the metrics server, so that the real autoscaler controller can do its work: the API server asks it over the
 * aggregation layer for the processor and memory use of pods.
 */
export async function startMetricsServer({ api, caFile, pods }) {
  const keys = dirname(caFile);
  const server = createServer(
    {
      cert: readFileSync(join(keys, 'api.crt')),
      key: readFileSync(join(keys, 'api.key')),
    },
    (request, answer) => {
      const url = new URL(request.url, 'https://localhost');
      answer.setHeader('content-type', 'application/json');
      answer.end(JSON.stringify(reply(url, pods())));
    },
  );
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await api.apply({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'metrics-server', namespace: 'kube-system' },
    spec: { type: 'ExternalName', externalName: 'localhost' },
  });
  await api.apply({
    apiVersion: 'apiregistration.k8s.io/v1',
    kind: 'APIService',
    metadata: { name: 'v1beta1.metrics.k8s.io' },
    spec: {
      group: GROUP,
      version: 'v1beta1',
      groupPriorityMinimum: 100,
      versionPriority: 100,
      insecureSkipTLSVerify: true,
      service: { namespace: 'kube-system', name: 'metrics-server', port },
    },
  });
  return server;
}

const GROUP = 'metrics.k8s.io';

function reply({ pathname, searchParams }, entries) {
  const [, namespace] = /\/namespaces\/([^/]+)\/pods$/.exec(pathname) ?? [];
  if (namespace === undefined) return RESOURCES;
  const wanted = (searchParams.get('labelSelector') ?? '')
    .split(',')
    .filter(Boolean)
    .map(part => part.split(/==?/));
  const items = entries
    .filter(
      ({ pod, startedAt }) => startedAt && pod.metadata.namespace === namespace,
    )
    .filter(({ pod }) =>
      wanted.every(([key, value]) => pod.metadata.labels?.[key] === value),
    )
    .map(podMetrics);
  return {
    kind: 'PodMetricsList',
    apiVersion: `${GROUP}/v1beta1`,
    metadata: {},
    items,
  };
}

function podMetrics({ pod, container, cpu = 0, memory = 0 }) {
  return {
    metadata: {
      name: pod.metadata.name,
      namespace: pod.metadata.namespace,
      labels: pod.metadata.labels,
    },
    timestamp: stampOfSecond(Date.now()),
    window: '15s',
    containers: [
      {
        name: container,
        usage: {
          cpu: `${Math.round(cpu * 1000)}m`,
          memory: `${Math.round(memory / 1024)}Ki`,
        },
      },
    ],
  };
}

const RESOURCES = {
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion: `${GROUP}/v1beta1`,
  resources: [
    {
      name: 'nodes',
      singularName: '',
      namespaced: false,
      kind: 'NodeMetrics',
      verbs: ['get', 'list'],
    },
    {
      name: 'pods',
      singularName: '',
      namespaced: true,
      kind: 'PodMetrics',
      verbs: ['get', 'list'],
    },
  ],
};
