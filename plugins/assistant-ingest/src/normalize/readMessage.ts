import type {
  Json,
  JsonObject,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { TelemetryRecord } from '@smart-assistant/backstage-plugin-assistant-node';
import { kubernetesRecords } from './kubernetes';
import { documentLog, openTelemetryLogs, textLog } from './logs';
import {
  adapterMetric,
  isAdapterMetric,
  openTelemetryMetrics,
  prometheusRecords,
} from './metrics';
import { isObject, readPath, readText } from './readPath';

/** Messages over this size are not even parsed, in characters. */
export const MAX_MESSAGE = 4_000_000;

export type ReadMessage =
  | { records: TelemetryRecord[] }
  /** Why nothing could be made of it. */
  | { reason: string };

/**
 * Reads a message of any shape that is known, with no configuration: the shape is told by its fields.
 */
export function readMessage(
  message: string,
  options: { instance: string; at: number },
): ReadMessage {
  if (message.length > MAX_MESSAGE) {
    return {
      reason: `is ${message.length} characters long; the limit is ${MAX_MESSAGE}`,
    };
  }
  const trimmed = message.trim();
  if (trimmed === '') {
    return { reason: 'is empty' };
  }
  if (!trimmed.startsWith('{')) {
    return trimmed.startsWith('[') && isList(trimmed)
      ? readList(trimmed, options)
      : textMessage(trimmed, options);
  }
  let value: Json;
  try {
    value = JSON.parse(trimmed);
  } catch {
    return { reason: 'begins as JSON but is none' };
  }
  const records = isObject(value) ? readObject(value, options) : [];
  return records.length > 0
    ? { records }
    : {
        reason:
          'is JSON of no known shape: no message, metric, event or object',
      };
}

function readObject(
  message: JsonObject,
  options: { instance: string; at: number },
): TelemetryRecord[] {
  if (Array.isArray(message.resourceLogs)) {
    return openTelemetryLogs(message, options);
  }
  if (Array.isArray(message.resourceMetrics)) {
    return openTelemetryMetrics(message, options);
  }
  if (readPath(message, 'data.resultType') !== undefined) {
    return prometheusRecords(message, options);
  }
  if (isAdapterMetric(message)) {
    return [adapterMetric(message, options) ?? []].flat();
  }
  const event = eventOf(message, options);
  if (event.length > 0) {
    return event;
  }
  return [documentLog(message, options) ?? []].flat();
}

/** Objects and events of Kubernetes: as the API has them, inline as exporters write them, or of Metricbeat. */
function eventOf(
  message: JsonObject,
  options: { instance: string; at: number },
): TelemetryRecord[] {
  const instance = readText(message, 'clusterName') ?? options.instance;
  if (isObject(message.involvedObject) || isObject(message.regarding)) {
    return kubernetesRecords(withName({ kind: 'Event', ...message }), {
      ...options,
      instance,
    }).records;
  }
  const beat = readPath(message, 'kubernetes.event');
  if (isObject(beat) && isObject(beat.involved_object)) {
    return kubernetesRecords(
      withName({
        ...beat,
        kind: 'Event',
        involvedObject: {
          ...beat.involved_object,
          namespace: readText(
            message,
            'kubernetes.namespace',
            'kubernetes.event.metadata.namespace',
          ),
        },
        firstTimestamp: readPath(beat, 'timestamp.first_occurrence'),
        lastTimestamp: readPath(beat, 'timestamp.last_occurrence'),
      }),
      { ...options, instance },
    ).records;
  }
  if (readText(message, 'apiVersion') && isObject(message.metadata)) {
    return kubernetesRecords(message, { ...options, instance }).records;
  }
  return flatEventOf(message, { ...options, instance });
}

/** Event exporters may be told to write a flat layout. */
function flatEventOf(
  message: JsonObject,
  options: { instance: string; at: number },
): TelemetryRecord[] {
  const [kind, name, reason, text] = ['kind', 'name', 'reason', 'message'].map(
    key => readText(message, key),
  );
  if (!kind || !name || !reason || !text) {
    return [];
  }
  const namespace = readText(message, 'namespace');
  return kubernetesRecords(
    {
      kind: 'Event',
      metadata: { name: `${name}.${reason}`, namespace },
      involvedObject: { kind, name, namespace },
      reason,
      message: text,
      type: readText(message, 'type') ?? 'Normal',
      count: message.count ?? 1,
      lastTimestamp:
        message.createdAt ?? message.lastTimestamp ?? message['@timestamp'],
    },
    options,
  ).records;
}

/** An event without a name of its own is named by what it is about: it stays one while it recurs. */
function withName(event: JsonObject): JsonObject {
  if (readText(event, 'metadata.name')) {
    return event;
  }
  const about =
    readPath(event, 'involvedObject') ?? readPath(event, 'regarding');
  return {
    ...event,
    metadata: {
      ...(isObject(event.metadata) ? event.metadata : {}),
      name: `${readText(about, 'name') ?? 'unknown'}.${
        readText(event, 'reason') ?? 'event'
      }`,
      namespace:
        readText(event, 'metadata.namespace') ?? readText(about, 'namespace'),
    },
  };
}

// `%{@timestamp} %{host} %{message}` is how Logstash writes text
const LOGSTASH_TEXT = /^(\d{4}-\d\d-\d\dT\S+) (\S+) (.+)$/s;

function textMessage(
  text: string,
  options: { instance: string; at: number },
): ReadMessage {
  const origin = { instance: options.instance, system: 'kubernetes' };
  const logstash = LOGSTASH_TEXT.exec(text);
  const record = textLog(text, { origin, at: options.at });
  if (
    logstash &&
    record.body.startsWith(`${logstash[2]} `) &&
    record.partial === false &&
    !/^(stdout|stderr)$/.test(logstash[2])
  ) {
    return {
      records: [{ ...record, origin: { ...origin, node: logstash[2] } }],
    };
  }
  return { records: [record] };
}

function isList(text: string): boolean {
  try {
    return Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}

function readList(
  text: string,
  options: { instance: string; at: number },
): ReadMessage {
  const items: Json[] = JSON.parse(text);
  const records = items.flatMap(item =>
    isObject(item) ? readObject(item, options) : [],
  );
  return records.length > 0
    ? { records }
    : { reason: 'is a list of no known shape' };
}
