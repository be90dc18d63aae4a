export { EntityAssistantContent } from './EntityAssistantContent';
