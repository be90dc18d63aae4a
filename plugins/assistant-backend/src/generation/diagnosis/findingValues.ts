import type { Finding } from '@smart-assistant/backstage-plugin-assistant-common';
import type { AskedEntity, PlaceholderValues } from '../../ask/stages';

/** The placeholder that the name of an object of this kind fills. */
const BY_KIND: Readonly<Record<string, string>> = {
  Deployment: 'deployment',
  Pod: 'pod',
  Node: 'node',
  InferenceService: 'inference-service',
  SparkApplication: 'spark-application',
  Job: 'job',
  Service: 'service',
  ServiceAccount: 'service-account',
  Dag: 'dag-id',
  ConsumerGroup: 'consumer-group',
  Topic: 'topic',
};

/** Values that mean the same in a finding and in a runbook; a `name` may be that of anything. */
const SEEN = new Set([
  'container',
  'pod',
  'node',
  'image',
  'limit',
  'exitCode',
]);

/**
 * Values that fill the commands of a runbook: what the finding saw first, then what the catalog knows.
 *
 * The catalog names the cluster of one environment; a finding of another one brings its own.
 * Whether a value fits its placeholder is for `fillPlaceholders` to judge.
 */
export function findingValues(
  { subject, values = {} }: Pick<Finding, 'subject' | 'values'>,
  options: { entity?: AskedEntity; environment?: string } = {},
): PlaceholderValues {
  const { entity, environment } = options;
  const elsewhere =
    environment !== undefined && environment !== subject.environment;
  const known = new Map(entity?.placeholders);
  if (elsewhere) {
    known.delete('cluster-context');
  }
  const seen: Array<readonly [string, string | undefined]> = [
    ...Object.entries(values).flatMap(([name, value]) =>
      SEEN.has(name) ? [[kebabOf(name), value] as const] : [],
    ),
    ['namespace', subject.namespace],
    [BY_KIND[subject.kind] ?? '', subject.name],
    [
      'cluster-context',
      subject.system === 'kubernetes' && !known.has('cluster-context')
        ? subject.instance
        : undefined,
    ],
  ];
  seen.forEach(([name, value]) => {
    if (name && value) {
      known.set(name, value);
    }
  });
  return known;
}

/** `exitCode` is `<exit-code>` in a runbook. */
function kebabOf(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').toLowerCase();
}
