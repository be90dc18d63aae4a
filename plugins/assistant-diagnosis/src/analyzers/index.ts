export * from './Analyzer';
export { builtInAnalyzers } from './builtInAnalyzers';
