export * from './LogAggregator';
export * from './TelemetryPipeline';
