/**
 * What the browser and the server of the assistant say to each other.
 *
 * @packageDocumentation
 */
export * from './schema';
export * from './annotations';
export * from './permissions';
export * from './parseAnswerStream';
export * from './AssistantClient';
