import { ASSISTANT_ANNOTATIONS } from '@smart-assistant/backstage-plugin-assistant-common';
import { matchesGlob } from '@smart-assistant/backstage-plugin-assistant-diagnosis';
import type {
  WorkloadMapping,
  WorkloadWrite,
} from '@smart-assistant/backstage-plugin-assistant-node';

/** What the mapping looks at of a catalog entity. */
export interface MappedEntity {
  entityRef: string;
  kind: string;
  name: string;
  /** Owner as a full reference. */
  owner?: string;
  aliases: readonly string[];
  annotations: Readonly<Record<string, string>>;
}

/** A rule from configuration; all conditions given hold at once, each may hold `*`. */
export interface ConfiguredRule {
  instance?: string;
  namespace?: string;
  kind?: string;
  name?: string;
  /** `key=value`; the value may hold `*`. */
  label?: string;
  /** `{name}`, `{namespace}` and `{app}` stand for the workload's. */
  entityRef: string;
}

type Rule = Pick<WorkloadMapping, 'rule' | 'certainty'>;
type Workload = Pick<
  WorkloadWrite,
  'system' | 'instance' | 'kind' | 'namespace' | 'name' | 'hints'
>;

/** Whether an annotation of the entity names the workload. */
export function matchAnnotation(
  entity: MappedEntity,
  workload: Workload,
): Rule | undefined {
  const { annotations } = entity;
  const own = OWN_ANNOTATIONS.find(({ kind }) => kind === workload.kind);
  if (own) {
    const patterns = listOf(annotations[own.annotation]);
    return patterns.some(pattern => matchesGlob(pattern, workload.name))
      ? { rule: 'annotation', certainty: 1 }
      : undefined;
  }
  const cluster = annotations['backstage.io/kubernetes-cluster'];
  const namespace = annotations['backstage.io/kubernetes-namespace'];
  if (
    (cluster !== undefined && cluster !== workload.instance) ||
    (namespace !== undefined && namespace !== workload.namespace)
  ) {
    return undefined;
  }
  const selector = annotations['backstage.io/kubernetes-label-selector'];
  if (selector !== undefined && matchesSelector(selector, workload.hints)) {
    return { rule: 'annotation', certainty: 1 };
  }
  const id = annotations['backstage.io/kubernetes-id'];
  if (id === undefined) {
    return undefined;
  }
  if (workload.hints['label:backstage.io/kubernetes-id'] === id) {
    return { rule: 'annotation', certainty: 1 };
  }
  return workload.hints.app === id || workload.name === id
    ? { rule: 'annotation', certainty: 0.9 }
    : undefined;
}

const OWN_ANNOTATIONS = [
  { kind: 'Dag', annotation: ASSISTANT_ANNOTATIONS.airflowDag },
  {
    kind: 'SparkApplication',
    annotation: ASSISTANT_ANNOTATIONS.sparkApplication,
  },
  {
    kind: 'InferenceService',
    annotation: ASSISTANT_ANNOTATIONS.inferenceService,
  },
  {
    kind: 'ConsumerGroup',
    annotation: ASSISTANT_ANNOTATIONS.kafkaConsumerGroup,
  },
  { kind: 'Topic', annotation: ASSISTANT_ANNOTATIONS.kafkaTopic },
  { kind: 'Experiment', annotation: ASSISTANT_ANNOTATIONS.mlflowExperiment },
  { kind: 'RegisteredModel', annotation: ASSISTANT_ANNOTATIONS.mlflowModel },
] as const;

/** Whether a label, or else the name, is the name of the entity or one of its aliases. */
export function matchName(
  entity: MappedEntity,
  workload: Workload,
): Rule | undefined {
  // groups, users and places run nothing
  if (!['component', 'resource'].includes(entity.kind)) {
    return undefined;
  }
  const names = [entity.name, ...entity.aliases].map(slug);
  const labels = [workload.hints.app, workload.hints.service].filter(
    (label): label is string => label !== undefined,
  );
  if (labels.some(label => names.includes(slug(label)))) {
    return { rule: 'label', certainty: 0.8 };
  }
  return names.includes(slug(workload.name))
    ? { rule: 'name', certainty: 0.6 }
    : undefined;
}

const slug = (text: string) =>
  text
    .toLocaleLowerCase('en-US')
    .replace(/[\s_.]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** The entity that a configured rule gives the workload, or `undefined`. */
export function applyConfiguredRule(
  rule: ConfiguredRule,
  workload: Workload,
): string | undefined {
  const conditions: Array<[string | undefined, string | undefined]> = [
    [rule.instance, workload.instance],
    [rule.namespace, workload.namespace],
    [rule.kind, workload.kind],
    [rule.name, workload.name],
  ];
  if (rule.label !== undefined) {
    const [key, value = '*'] = rule.label.split('=');
    conditions.push([value, workload.hints[`label:${key}`]]);
  }
  const holds = conditions.every(
    ([pattern, value]) =>
      pattern === undefined ||
      (value !== undefined && matchesGlob(pattern, value)),
  );
  return holds
    ? rule.entityRef
        .replace('{name}', workload.name)
        .replace('{namespace}', workload.namespace ?? '')
        .replace('{app}', workload.hints.app ?? workload.name)
        .toLocaleLowerCase('en-US')
    : undefined;
}

function matchesSelector(
  selector: string,
  hints: Readonly<Record<string, string>>,
): boolean {
  const conditions = listOf(selector);
  return (
    conditions.length > 0 &&
    conditions.every(condition => {
      const [key, value] = condition.split(/==?/);
      return (
        value !== undefined && hints[`label:${key.trim()}`] === value.trim()
      );
    })
  );
}

const listOf = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');
