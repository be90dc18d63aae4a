export { OpenAiEmbedder, type OpenAiEmbedderOptions } from './OpenAiEmbedder';
