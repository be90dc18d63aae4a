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
export type { FieldChange } from './changes/diffResources';
export { CHANGE_WEIGHTS } from './changes/wordChange';
export type { ChangeKind } from './changes/wordChange';
export * from './metrics';
export * from './logs';
