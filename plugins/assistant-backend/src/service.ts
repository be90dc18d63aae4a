export { assistantDatabaseServiceRef } from './databaseServiceFactory';
export { knowledgeBaseServiceFactory } from './knowledgeBaseServiceFactory';
