export * from './openTelemetryMetrics';
export * from './prometheusRecords';
