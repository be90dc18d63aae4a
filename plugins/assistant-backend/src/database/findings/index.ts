export * from './DatabaseFindingStore';
