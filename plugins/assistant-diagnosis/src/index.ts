/**
 * Pure judgement of the assistant: a snapshot goes in, findings come out.
 *
 * @packageDocumentation
 */
export * from './severity';
export * from './snapshot';
export * from './findings';
export * from './analyzers';
