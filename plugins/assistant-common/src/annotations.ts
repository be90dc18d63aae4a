/**
 * Annotation keys on catalog entities that the assistant reads.
 * @public
 */
export const ASSISTANT_ANNOTATIONS = {
  /** Comma-separated names that people use for the entity. */
  aliases: 'assistant/aliases',
  /** `none`, `metadata` or `full`: what of the entity may be kept, or given to a model. */
  exposure: 'assistant/exposure',
  kafkaConsumerGroup: 'assistant/kafka-consumer-group',
  kafkaTopic: 'assistant/kafka-topic',
  airflowDag: 'assistant/airflow-dag',
  mlflowExperiment: 'assistant/mlflow-experiment',
  mlflowModel: 'assistant/mlflow-model',
  sparkApplication: 'assistant/spark-application',
  inferenceService: 'assistant/inference-service',
  prometheusSelector: 'assistant/prometheus-selector',
  logSelector: 'assistant/log-selector',
} as const;

/** What of an entity may be kept in the bases, or given to a model. @public */
export type Exposure = 'none' | 'metadata' | 'full';

/**
 * Reads the value of the annotation `assistant/exposure`.
 *
 * A value that is not understood counts as the narrowest one.
 * @public
 */
export function parseExposure(value: string | undefined): Exposure {
  switch (value?.trim()) {
    case undefined:
    case 'full':
      return 'full';
    case 'metadata':
      return 'metadata';
    default:
      return 'none';
  }
}
