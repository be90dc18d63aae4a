import type { LoggerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import type { LanguageModel } from '@smart-assistant/backstage-plugin-assistant-node';

/**
 * A model whose failures are logged: the reader is told what to expect, an administrator why.
 *
 * The message of the model adapter names the endpoint and the way out; a body that the endpoint
 * sent could repeat the question, so nothing beyond the message is written.
 */
export function logFailures(
  model: LanguageModel,
  logger: LoggerService,
): LanguageModel {
  return {
    id: model.id,
    host: model.host,
    dataPolicy: model.dataPolicy,
    contextTokens: model.contextTokens,
    maxTokens: model.maxTokens,
    async *stream(request) {
      try {
        yield* model.stream(request);
      } catch (error) {
        if (!request.signal.aborted) {
          const reason = isError(error)
            ? `${error.name}: ${error.message}`
            : 'unknown failure';
          logger.warn(`The language model ${model.id} failed. ${reason}`);
        }
        throw error;
      }
    },
  };
}
