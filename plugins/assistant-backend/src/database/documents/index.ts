export * from './DatabaseDocumentBase';
