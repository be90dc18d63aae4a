/**
 * Chat page, entity tab and knowledge page of the assistant.
 *
 * @packageDocumentation
 */
export { assistantPlugin as default } from './plugin';
export { assistantApiRef } from './api';
export { assistantTranslationRef } from './translation';
