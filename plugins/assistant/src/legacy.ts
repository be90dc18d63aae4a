/**
 * The assistant for apps of the old frontend system.
 *
 * @packageDocumentation
 */
export {
  AssistantPage,
  EntityAssistantContent,
  EntityHealthCard,
  assistantPlugin,
} from './legacyPlugin';
export { assistantApiRef } from './api';
export { assistantTranslationRef } from './translation';
