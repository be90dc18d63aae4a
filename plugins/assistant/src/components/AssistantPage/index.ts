export { AssistantPage } from './AssistantPage';
export { LegacyAssistantPage } from './LegacyAssistantPage';
