import type {
  Json,
  JsonObject,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type {
  MetricRecord,
  RecordOrigin,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { isObject, readPath, readText, readTexts } from '../readPath';
import { readTime } from '../readTime';

/**
 * Points of an answer of Prometheus: matrix or vector. Values that are no finite number are gaps.
 *
 * An aggregated answer has no name of its own: it is named after its query, else by `name`.
 */
export function prometheusRecords(
  answer: Json,
  options: { instance: string; name?: string; query?: string },
): MetricRecord[] {
  const results = readPath(answer, 'data.result') ?? readPath(answer, 'result');
  const query = readText(answer, 'query') ?? options.query;
  if (!Array.isArray(results)) {
    return [];
  }
  return results.flatMap(series => {
    const labels = { ...readTexts(series, 'metric') };
    const name =
      labels.__name__ ?? nameOfQuery(query) ?? options.name ?? 'unnamed';
    delete labels.__name__;
    const values = readPath(series, 'values');
    const value = readPath(series, 'value');
    const points = Array.isArray(values) ? values : [value ?? null];
    return points.flatMap(point =>
      toPoint(point, {
        name,
        labels,
        origin: originOfLabels(labels, options.instance),
        ...(query !== undefined && { query }),
      }),
    );
  });
}

function toPoint(
  point: Json,
  series: Pick<MetricRecord, 'name' | 'labels' | 'origin' | 'query'>,
): MetricRecord[] {
  if (!Array.isArray(point)) {
    return [];
  }
  const at = readTime(point[0]);
  const value = Number(point[1]);
  return at === undefined || point[1] === null || !Number.isFinite(value)
    ? []
    : [{ kind: 'metric', at, value, ...series }];
}

/** The metric inside of a query: the name that stands before a selector, a range or the end. */
export function nameOfQuery(query: string | undefined): string | undefined {
  if (query === undefined) {
    return undefined;
  }
  const withoutTexts = query
    .replace(/"[^"]*"/g, '""')
    // what is grouped by is a label
    .replace(
      /\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g,
      '',
    );
  const names = withoutTexts.matchAll(
    /\b([a-zA-Z_:][\w:]*)\s*(?=\{|\[|\)|$|[+\-*/<>=!])/g,
  );
  for (const [, name] of names) {
    if (!WORDS_OF_QUERIES.has(name)) {
      return name;
    }
  }
  return undefined;
}

const WORDS_OF_QUERIES = new Set(
  'by without on ignoring group_left group_right and or unless bool offset le sum avg min max count'.split(
    ' ',
  ),
);

/** One message of the Prometheus adapter for Kafka. */
export function adapterMetric(
  message: JsonObject,
  options: { instance: string },
): MetricRecord | undefined {
  const at = readTime(message.timestamp);
  const value = Number(message.value);
  const name = readText(message, 'name', 'labels.__name__');
  if (at === undefined || !Number.isFinite(value) || !name) {
    return undefined;
  }
  const labels = { ...readTexts(message, 'labels') };
  delete labels.__name__;
  return {
    kind: 'metric',
    at,
    name,
    labels,
    value,
    origin: originOfLabels(labels, options.instance),
    type: /_(total|count|sum|bucket)$/.test(name) ? 'counter' : 'gauge',
  };
}

/** Whether a message looks like one of the adapter. */
export const isAdapterMetric = (message: JsonObject) =>
  isObject(message.labels) && 'value' in message && 'timestamp' in message;

const OWNERS = [
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['cronjob', 'CronJob'],
  ['job_name', 'Job'],
] as const;

/** Hints of a series' labels, by the names that exporters of Kubernetes use. */
export function originOfLabels(
  labels: Readonly<Record<string, string>>,
  instance: string,
): RecordOrigin {
  const kind = labels.workload_type ?? labels.owner_kind;
  const workload = labels.workload ?? labels.owner_name;
  const owner =
    workload !== undefined
      ? { kind: capitalize(kind ?? 'Deployment'), name: workload }
      : OWNERS.flatMap(([label, ownerKind]) =>
          labels[label] ? [{ kind: ownerKind, name: labels[label] }] : [],
        )[0];
  return {
    instance: labels.cluster ?? instance,
    system: 'kubernetes',
    namespace:
      labels.namespace ??
      labels.kubernetes_namespace ??
      labels.exported_namespace,
    pod:
      labels.pod ??
      labels.kubernetes_pod_name ??
      labels.exported_pod ??
      labels.pod_name,
    container: labels.container ?? labels.container_name,
    ...(owner && { owner }),
    service:
      labels.service_name ??
      labels.app ??
      labels.app_kubernetes_io_name ??
      labels.service ??
      labels.job,
    node: labels.node ?? labels.nodename,
  };
}

const capitalize = (word: string) =>
  ({
    statefulset: 'StatefulSet',
    daemonset: 'DaemonSet',
    replicaset: 'ReplicaSet',
    cronjob: 'CronJob',
  }[word.toLocaleLowerCase('en-US')] ??
  word.charAt(0).toLocaleUpperCase('en-US') + word.slice(1));
