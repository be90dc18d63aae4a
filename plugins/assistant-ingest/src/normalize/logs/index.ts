export * from './documentLog';
export * from './joinMultiline';
export * from './openTelemetryLogs';
export * from './textLog';
