/**
 * Pure judgement of the assistant: a snapshot goes in, findings come out.
 *
 * @packageDocumentation
 */
export * from './severity';
export * from './snapshot';
export * from './findings';
export * from './analyzers';
export { diagnose } from './diagnose';
export type { AnalyzerFailure, Diagnosis } from './diagnose';
export { describeCauses } from './describeCauses';
export { collectChanges } from './changes/collectChanges';
export type { Change } from './changes/collectChanges';
export * from './metrics';
export * from './logs';
