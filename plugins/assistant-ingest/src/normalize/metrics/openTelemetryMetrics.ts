import type {
  Json,
  JsonObject,
} from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type { MetricRecord } from '@smart-assistant/backstage-plugin-assistant-node';
import { attributesOf } from '../logs/openTelemetryLogs';
import { originOf } from '../logs/originOf';
import { isObject, readPath, readText } from '../readPath';
import { readTime } from '../readTime';

const DELTA = new Set(['1', 'AGGREGATION_TEMPORALITY_DELTA']);

/** Reads a message of the OpenTelemetry collector with metrics in it; of histograms, count and sum. */
export function openTelemetryMetrics(
  message: JsonObject,
  options: { instance: string },
): MetricRecord[] {
  return list(message.resourceMetrics).flatMap(resource => {
    const shared = attributesOf(readPath(resource, 'resource.attributes'));
    return list(readPath(resource, 'scopeMetrics')).flatMap(scope =>
      list(readPath(scope, 'metrics')).flatMap(metric =>
        isObject(metric) ? pointsOf(metric, shared, options.instance) : [],
      ),
    );
  });
}

function pointsOf(
  metric: JsonObject,
  shared: JsonObject,
  instance: string,
): MetricRecord[] {
  const name = readText(metric, 'name');
  const kind = ['gauge', 'sum', 'histogram', 'summary'].find(k =>
    isObject(metric[k]),
  );
  if (!name || !kind) {
    return [];
  }
  const temporality = readText(metric[kind], 'aggregationTemporality') ?? '2';
  const counter = DELTA.has(temporality) ? 'delta' : 'counter';
  const type =
    kind === 'gauge' ||
    (kind === 'sum' && readPath(metric.sum, 'isMonotonic') !== true)
      ? 'gauge'
      : counter;
  return list(readPath(metric[kind], 'dataPoints')).flatMap(point => {
    const at = readTime(readPath(point, 'timeUnixNano'));
    const attributes = {
      ...shared,
      ...attributesOf(readPath(point, 'attributes')),
    };
    const labels = Object.fromEntries(
      Object.entries(attributes).map(([key, value]) => [key, String(value)]),
    );
    const fields =
      kind === 'histogram' || kind === 'summary'
        ? [['count', `${name}_count`] as const, ['sum', `${name}_sum`] as const]
        : [['asDouble', name] as const, ['asInt', name] as const];
    return fields.flatMap(([field, series]): MetricRecord[] => {
      const text = readText(point, field);
      const value = Number(text);
      return at === undefined || text === undefined || !Number.isFinite(value)
        ? []
        : [
            {
              kind: 'metric',
              at,
              name: series,
              labels,
              value,
              type,
              origin: originOf(attributes, instance),
            },
          ];
    });
  });
}

const list = (value: Json | undefined): readonly Json[] =>
  Array.isArray(value) ? value : [];
