import { ASSISTANT_ANNOTATIONS } from '@smart-assistant/backstage-plugin-assistant-common';
import type { EntityView } from '../../access';
import type { PlaceholderValues } from '../../ask/stages';
import type { EnvironmentOptions } from '../options';

const KUBERNETES_NAME = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/;
const CONTEXT_NAME = /^[\w.@:/-]{1,253}$/;
const TOPIC_NAME = /^[\w.-]{1,249}$/;
const TITLE_NAME = /^[\w][\w .-]{0,249}$/;

/** Placeholder of a runbook, the annotation that fills it, and what its names look like. */
const FROM_ANNOTATIONS: ReadonlyArray<readonly [string, string, RegExp]> = [
  ['namespace', 'backstage.io/kubernetes-namespace', KUBERNETES_NAME],
  ['topic', ASSISTANT_ANNOTATIONS.kafkaTopic, TOPIC_NAME],
  ['consumer-group', ASSISTANT_ANNOTATIONS.kafkaConsumerGroup, TOPIC_NAME],
  ['dag-id', ASSISTANT_ANNOTATIONS.airflowDag, TOPIC_NAME],
  ['model-name', ASSISTANT_ANNOTATIONS.mlflowModel, TITLE_NAME],
  ['experiment', ASSISTANT_ANNOTATIONS.mlflowExperiment, TITLE_NAME],
  [
    'inference-service',
    ASSISTANT_ANNOTATIONS.inferenceService,
    KUBERNETES_NAME,
  ],
  [
    'spark-application',
    ASSISTANT_ANNOTATIONS.sparkApplication,
    KUBERNETES_NAME,
  ],
];

const CLUSTER = 'backstage.io/kubernetes-cluster';
const KUBERNETES_ID = 'backstage.io/kubernetes-id';

/** Workloads that no Deployment of the same name stands behind. */
const NO_DEPLOYMENT = [
  ASSISTANT_ANNOTATIONS.sparkApplication,
  ASSISTANT_ANNOTATIONS.airflowDag,
  ASSISTANT_ANNOTATIONS.inferenceService,
];

function deploymentOf({ annotations }: EntityView): string | undefined {
  const selector = annotations.get(ASSISTANT_ANNOTATIONS.prometheusSelector);
  if (selector) {
    return /(?:^|[,\s{])deployment="([^"]+)"/.exec(selector)?.[1];
  }
  return NO_DEPLOYMENT.some(key => annotations.has(key))
    ? undefined
    : annotations.get(KUBERNETES_ID);
}

export interface PlaceholderOptions {
  environments: readonly EnvironmentOptions[];
  /** The one whose cluster the annotations name. */
  defaultEnvironment?: string;
  /** The one that the question is about; absent means the default one. */
  environment?: string;
}

/** A cluster that is not known stays a placeholder: production's must never stand in for it. */
function clusterOf(
  { annotations }: EntityView,
  options: PlaceholderOptions,
): string | undefined {
  const { environments, environment, defaultEnvironment } = options;
  const configured = environments.find(
    ({ name }) => name === (environment ?? defaultEnvironment),
  );
  if (configured?.kubernetesCluster) {
    return configured.kubernetesCluster;
  }
  return !environment || environment === defaultEnvironment
    ? annotations.get(CLUSTER)
    : undefined;
}

/** Facts of an entity that fill the placeholders of a runbook; only what its kind of name allows. */
export function placeholdersOf(
  view: EntityView,
  options: PlaceholderOptions,
): PlaceholderValues {
  const found: Array<readonly [string, string | undefined, RegExp]> = [
    ...FROM_ANNOTATIONS.map(
      ([placeholder, key, grammar]) =>
        [placeholder, view.annotations.get(key), grammar] as const,
    ),
    ['deployment', deploymentOf(view), KUBERNETES_NAME],
    ['cluster-context', clusterOf(view, options), CONTEXT_NAME],
  ];
  return new Map(
    found.flatMap(([placeholder, value, grammar]) =>
      value && grammar.test(value) ? [[placeholder, value] as const] : [],
    ),
  );
}
