export * from './kubernetes';
export * from './logs';
export * from './metrics';
export * from './readMessage';
export * from './readPath';
export * from './readTime';
export * from './redactSecrets';
export * from './redactTelemetry';
