export {
  OpenAiLanguageModel,
  type OpenAiLanguageModelOptions,
} from './OpenAiLanguageModel';
