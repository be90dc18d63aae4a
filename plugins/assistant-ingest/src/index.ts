/**
 * Fills the knowledge bases of the assistant.
 *
 * @packageDocumentation
 */
export { assistantModuleIngest as default } from './module';
