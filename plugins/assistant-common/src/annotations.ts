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
