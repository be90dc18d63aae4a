export * from './TelemetryRecord';
export * from './TelemetrySource';
export * from './TelemetryBatch';
export * from './TelemetryIngest';
export * from './checkTelemetryBatch';
