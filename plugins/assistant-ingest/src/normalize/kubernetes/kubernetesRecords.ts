import type {
  Json,
  JsonObject,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { ResourceRecord } from '@smart-assistant/backstage-plugin-assistant-node';
import { isObject, readPath, readText } from '../readPath';
import { readTime } from '../readTime';

/** An entry of a list that is no object of Kubernetes. */
export interface MalformedObject {
  index: number;
  reason: string;
}

/**
 * Objects of a list as `kubectl get -o json` or the API prints it, a single object, or a bare array.
 *
 * `at` is when they were read. `kind` names the items of an API list, which do not say it themselves.
 */
export function kubernetesRecords(
  value: Json,
  options: { instance: string; at: number; kind?: string },
): { records: ResourceRecord[]; malformed: MalformedObject[] } {
  const records: ResourceRecord[] = [];
  const malformed: MalformedObject[] = [];
  const listKind = readText(value, 'kind');
  const kind = /^(.+)List$/.exec(listKind ?? '')?.[1] ?? options.kind;
  itemsOf(value).forEach((item, index) => {
    const record = isObject(item)
      ? toRecord(item, { ...options, kind })
      : 'is no object';
    if (typeof record === 'string') {
      malformed.push({ index, reason: record });
    } else {
      records.push(record);
    }
  });
  return { records, malformed };
}

function itemsOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) {
    return value;
  }
  const items = readPath(value, 'items');
  if (Array.isArray(items)) {
    return items;
  }
  // an empty list of the API has no items at all
  return /List$/.test(readText(value, 'kind') ?? '') ? [] : [value];
}

function toRecord(
  body: JsonObject,
  options: { instance: string; at: number; kind?: string },
): ResourceRecord | string {
  const objectKind = readText(body, 'kind') ?? options.kind;
  const name = readText(body, 'metadata.name');
  if (!objectKind || !name) {
    return `has no ${objectKind ? 'metadata.name' : 'kind'}`;
  }
  return {
    kind: 'resource',
    at: objectKind === 'Event' ? timeOfEvent(body) ?? options.at : options.at,
    system: 'kubernetes',
    instance: options.instance,
    objectKind,
    namespace: readText(body, 'metadata.namespace'),
    name,
    uid: readText(body, 'metadata.uid'),
    body: objectKind === 'Event' ? toCoreEvent(body) : body,
  };
}

/** When an event last happened: its counters are updated in place. */
export function timeOfEvent(event: JsonObject): number | undefined {
  const times = [
    'lastTimestamp',
    'series.lastObservedTime',
    'eventTime',
    'deprecatedLastTimestamp',
  ].flatMap(path => readTime(readPath(event, path)) ?? []);
  return times.length > 0
    ? Math.max(...times)
    : readTime(readPath(event, 'firstTimestamp')) ??
        readTime(readPath(event, 'deprecatedFirstTimestamp')) ??
        readTime(readPath(event, 'metadata.creationTimestamp'));
}

/** `events.k8s.io/v1` names the same things differently; judgements read the core shape. */
function toCoreEvent(event: JsonObject): JsonObject {
  if (!isObject(event.regarding) && typeof event.note !== 'string') {
    return event;
  }
  const {
    regarding,
    note,
    deprecatedCount,
    deprecatedFirstTimestamp,
    ...rest
  } = event;
  return {
    ...rest,
    involvedObject: event.involvedObject ?? regarding,
    message: event.message ?? note,
    count:
      event.count ?? readPath(event, 'series.count') ?? deprecatedCount ?? 1,
    firstTimestamp:
      event.firstTimestamp ?? deprecatedFirstTimestamp ?? event.eventTime,
    lastTimestamp:
      event.lastTimestamp ??
      readPath(event, 'series.lastObservedTime') ??
      event.deprecatedLastTimestamp ??
      event.eventTime,
  };
}
