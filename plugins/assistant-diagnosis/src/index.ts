/**
 * Pure judgement of the assistant: a snapshot goes in, findings come out.
 *
 * @packageDocumentation
 */
export * from './severity';
