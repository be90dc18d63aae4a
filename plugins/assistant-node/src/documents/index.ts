export * from './DocumentSource';
export * from './DocumentBaseBuilder';
