export * from './DocumentBase';
export * from './knowledgeBaseServiceRef';
export * from './TelemetryBase';
