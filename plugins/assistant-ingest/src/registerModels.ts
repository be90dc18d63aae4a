import {
  type AssistantModelsExtensionPoint,
  createOutgoingFetch,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { IngestConfig } from './config';
import { LocalEmbedder } from './embedding/local';
import { OpenAiEmbedder } from './embedding/openai';
import { OpenAiLanguageModel } from './models';

/** Adds what this package can embed and answer with; which of it is used is the plugin's choice. */
export function registerModels(options: {
  models: AssistantModelsExtensionPoint;
  config: IngestConfig;
}): void {
  const { models, config } = options;
  const { openAiEmbedder, openAiModel, caFile } = config;
  models.addEmbedder('local', new LocalEmbedder());
  if (openAiEmbedder) {
    const { headers, timeoutSeconds, ...rest } = openAiEmbedder;
    const timeoutMs = timeoutSeconds * 1000;
    const fetch = createOutgoingFetch({
      ...(caFile && { caFile }),
      headers,
      timeoutMs,
    });
    models.addEmbedder(
      'openai',
      OpenAiEmbedder.create({ ...rest, timeoutMs, fetch }),
    );
  }
  if (openAiModel) {
    const { headers, ...rest } = openAiModel;
    const timeoutMs = rest.timeoutSeconds * 1000;
    const fetch = createOutgoingFetch({
      ...(caFile && { caFile }),
      headers,
      timeoutMs,
    });
    models.addLanguageModel(
      'openai',
      OpenAiLanguageModel.create({ ...rest, fetch }),
    );
  }
}
