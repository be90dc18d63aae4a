import { ServiceUnavailableError } from '@backstage/errors';
import type {
  Embedder,
  LanguageModel,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { AssistantConfig } from './config';
import type { Registrations } from './Registrations';

/** Models that the configuration names, with words about those that are missing. */
export interface ChosenModels {
  /** Absent: search by words alone, and no builds. */
  embedder?: Embedder;
  /** Absent: evidence mode. */
  model?: LanguageModel;
  notices: string[];
}

/** Finds what `assistant.embedder.use` and `assistant.model.use` name; a missing one never stops the portal. */
export function chooseModels(
  config: Pick<AssistantConfig, 'embedder' | 'model'>,
  registrations: Pick<Registrations, 'embedder' | 'languageModel' | 'names'>,
): ChosenModels {
  const { embedders, models } = registrations.names();
  const embedder = registrations.embedder(config.embedder.use);
  const { use } = config.model;
  const model = use ? registrations.languageModel(use) : undefined;
  const notices = [
    ...(embedder
      ? []
      : [
          `assistant.embedder.use names "${
            config.embedder.use
          }", but registered are: ${list(
            embedders,
          )}. Search works by words alone. Add the ingest module, or change the name.`,
        ]),
    ...(use && !model
      ? [
          `assistant.model.use names "${use}", but registered are: ${list(
            models,
          )}. Answers are composed without a model.`,
        ]
      : []),
  ];
  return { embedder, model, notices };
}

/** Stands in for a missing embedder: no generation was ever made with it, so it is never asked. */
export const noEmbedder: Embedder = {
  id: 'none',
  dimensions: 0,
  maxBatchSize: 1,
  async embed() {
    throw new ServiceUnavailableError('No embedder is configured');
  },
};

function list(names: readonly string[]): string {
  return names.length > 0 ? names.join(', ') : 'none';
}
