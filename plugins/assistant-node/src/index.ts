/**
 * Extension points and interfaces of the assistant.
 *
 * @packageDocumentation
 */
export * from './extensions';
export * from './http';
export * from './documents';
export * from './knowledge';
export * from './models';
export * from './telemetry';
