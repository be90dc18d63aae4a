export * from './Analyzer';
