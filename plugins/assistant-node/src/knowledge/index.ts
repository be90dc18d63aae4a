export * from './DocumentBase';
export * from './knowledgeBaseServiceRef';
