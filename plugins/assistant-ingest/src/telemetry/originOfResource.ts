import type {
  RecordOrigin,
  ResourceRecord,
} from '@smart-assistant/backstage-plugin-assistant-node';

/** Objects that are a workload, or a part of one. */
export const WORKLOAD_KINDS = new Set([
  'Pod',
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'Job',
  'CronJob',
  'InferenceService',
  'SparkApplication',
  'Node',
]);

/** Whose an object is, as far as its name tells. */
export function originOfResource(record: ResourceRecord): RecordOrigin {
  const { system, instance, namespace, objectKind, name } = record;
  if (objectKind === 'Pod') {
    return { system, instance, namespace, pod: name };
  }
  return objectKind === 'Node'
    ? { system, instance, node: name }
    : { system, instance, namespace, owner: { kind: objectKind, name } };
}
