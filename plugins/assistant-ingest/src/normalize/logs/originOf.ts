import type { JsonObject } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { RecordOrigin } from '@smart-assistant/backstage-plugin-assistant-node';
import { readText, readTexts } from '../readPath';

const OWNERS = [
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['cronjob', 'CronJob'],
  ['job', 'Job'],
] as const;

/**
 * Where a log document comes from, by the names that Beats, Fluent Bit, Fluentd and OpenTelemetry use.
 *
 * `attributes` of OpenTelemetry are given as an object of dotted keys.
 */
export function originOf(document: JsonObject, instance: string): RecordOrigin {
  const owner = OWNERS.flatMap(([key, kind]) => {
    const name = readText(
      document,
      `kubernetes.${key}.name`,
      `k8s.${key}.name`,
      `kubernetes.${key}_name`,
    );
    return name ? [{ kind, name }] : [];
  })[0];
  return {
    instance:
      readText(
        document,
        'orchestrator.cluster.name',
        'k8s.cluster.name',
        'kubernetes.cluster.name',
        'kubernetes.cluster_name',
      ) ?? instance,
    system: 'kubernetes',
    namespace: readText(
      document,
      'kubernetes.namespace',
      'kubernetes.namespace_name',
      'k8s.namespace.name',
      'kubernetes.namespace.name',
    ),
    pod: readText(
      document,
      'kubernetes.pod.name',
      'kubernetes.pod_name',
      'k8s.pod.name',
    ),
    container: readText(
      document,
      'kubernetes.container.name',
      'kubernetes.container_name',
      'k8s.container.name',
      'container.name',
    ),
    ...(owner && { owner }),
    service: readText(document, 'service.name', 'service_name', 'service'),
    node: readText(
      document,
      'kubernetes.node.name',
      'kubernetes.host',
      'k8s.node.name',
      'host.name',
      'host',
    ),
    labels: readTexts(document, 'kubernetes.labels', 'kubernetes.pod.labels'),
  };
}
