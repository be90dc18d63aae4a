export * from './Embedder';
export * from './LanguageModel';
