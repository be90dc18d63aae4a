/**
 * The two knowledge bases and the ask path of the assistant.
 *
 * @packageDocumentation
 */
export { assistantFeature as default } from './feature';
export { assistantPlugin } from './plugin';
export { knowledgeBaseServiceFactory } from './service';
export {
  type AnnotationParams,
  type AssistantEntityFilter,
  type AssistantEntityResource,
  type ClaimsParams,
  assistantConditions,
  assistantEntityPermissionResourceRef,
  assistantPermissionRules,
  createAssistantConditionalDecision,
} from './access';
