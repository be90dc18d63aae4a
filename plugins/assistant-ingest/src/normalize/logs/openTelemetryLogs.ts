import type {
  Json,
  JsonObject,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { TelemetryRecord } from '@smart-assistant/backstage-plugin-assistant-node';
import { kubernetesRecords } from '../kubernetes';
import { isObject, readPath, readText } from '../readPath';
import { readTime } from '../readTime';
import { originOf } from './originOf';
import { severityOfLine, severityOfNumber, severityOfWord } from './severity';

/** Reads a message of the OpenTelemetry collector with logs in it; events of Kubernetes become resources. */
export function openTelemetryLogs(
  message: JsonObject,
  options: { instance: string; at: number },
): TelemetryRecord[] {
  return list(message.resourceLogs).flatMap(resource => {
    const shared = attributesOf(readPath(resource, 'resource.attributes'));
    return list(readPath(resource, 'scopeLogs')).flatMap(scope =>
      list(readPath(scope, 'logRecords')).flatMap(record =>
        isObject(record) ? toRecords(record, shared, options) : [],
      ),
    );
  });
}

function toRecords(
  record: JsonObject,
  shared: JsonObject,
  options: { instance: string; at: number },
): TelemetryRecord[] {
  const attributes = { ...shared, ...attributesOf(record.attributes) };
  const at =
    readTime(readPath(record, 'timeUnixNano')) ??
    readTime(readPath(record, 'observedTimeUnixNano')) ??
    options.at;
  const value = valueOf(record.body);
  const watched = isObject(value) ? value.object ?? value : undefined;
  if (isObject(watched) && readText(watched, 'metadata.name')) {
    return kubernetesRecords(watched, {
      instance: originOf(attributes, options.instance).instance,
      at,
    }).records.map(found => ({
      ...found,
      deleted: readText(value, 'type') === 'DELETED' || found.deleted,
    }));
  }
  const body = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  const event = eventOf(attributes, body, at, options);
  if (event) {
    return [event];
  }
  if (body === '' || body === '""') {
    return [];
  }
  const severity = severityOfWord(readText(record, 'severityText'));
  const number = Number(record.severityNumber ?? 0);
  const byNumber = severity === 'unknown' ? severityOfNumber(number) : severity;
  const stack = readText(attributes, 'exception.stacktrace');
  return [
    {
      kind: 'log',
      at,
      origin: originOf(attributes, options.instance),
      severity: byNumber === 'unknown' ? severityOfLine(body) : byNumber,
      body: stack && !body.includes(stack) ? `${body}\n${stack}` : body,
      traceId: readText(record, 'traceId'),
    },
  ];
}

/** The collector's receiver of Kubernetes events tells their parts in attributes, in two spellings. */
function eventOf(
  attributes: JsonObject,
  message: string,
  at: number,
  options: { instance: string },
): TelemetryRecord | undefined {
  const name = readText(attributes, 'k8s.event.name');
  const reason = readText(attributes, 'k8s.event.reason');
  if (!name || !reason) {
    return undefined;
  }
  const origin = originOf(attributes, options.instance);
  const named = Object.keys(attributes).flatMap(key => {
    const kind =
      /^k8s\.(pod|deployment|replicaset|node|job|cronjob|statefulset|daemonset)\.name$/.exec(
        key,
      )?.[1];
    return kind ? [{ kind, name: String(attributes[key]) }] : [];
  })[0];
  return {
    kind: 'resource',
    at,
    system: 'kubernetes',
    instance: origin.instance,
    objectKind: 'Event',
    namespace: origin.namespace,
    name,
    uid: readText(attributes, 'k8s.event.uid'),
    body: {
      kind: 'Event',
      metadata: { name, namespace: origin.namespace },
      involvedObject: {
        kind:
          readText(attributes, 'k8s.object.kind') ?? KINDS[named?.kind ?? ''],
        name: readText(attributes, 'k8s.object.name') ?? named?.name,
        namespace: origin.namespace,
        uid: readText(attributes, 'k8s.object.uid', `k8s.${named?.kind}.uid`),
      },
      reason,
      message,
      type: readText(attributes, 'k8s.event.type') ?? 'Normal',
      count: Number(readText(attributes, 'k8s.event.count') ?? 1),
      lastTimestamp: new Date(at).toISOString(),
    },
  };
}

const KINDS: Readonly<Record<string, string>> = {
  pod: 'Pod',
  deployment: 'Deployment',
  replicaset: 'ReplicaSet',
  node: 'Node',
  job: 'Job',
  cronjob: 'CronJob',
  statefulset: 'StatefulSet',
  daemonset: 'DaemonSet',
};

const list = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? value : [];

/** `[{key, value: {stringValue}}]` as an object of dotted keys. */
export function attributesOf(value: Json | undefined): JsonObject {
  return Object.fromEntries(
    list(value).flatMap(item => {
      const key = readText(item, 'key');
      return key ? [[key, valueOf(readPath(item, 'value'))]] : [];
    }),
  );
}

function valueOf(value: Json | undefined): Json | undefined {
  if (!isObject(value)) {
    return value;
  }
  if (isObject(value.kvlistValue)) {
    return attributesOf(value.kvlistValue.values);
  }
  if (isObject(value.arrayValue)) {
    return list(value.arrayValue.values).map(item => valueOf(item) ?? null);
  }
  return (
    value.stringValue ?? value.intValue ?? value.doubleValue ?? value.boolValue
  );
}
