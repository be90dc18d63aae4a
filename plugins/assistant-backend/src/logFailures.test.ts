import { mockServices } from '@backstage/backend-test-utils';
import { ServiceUnavailableError } from '@backstage/errors';
import type {
  LanguageModel,
  ModelStreamPart,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { logFailures } from './logFailures';

function modelThat(
  stream: () => AsyncIterable<ModelStreamPart>,
): LanguageModel {
  return {
    id: 'm',
    host: 'h',
    dataPolicy: 'none',
    contextTokens: 1000,
    stream,
  };
}

async function drain(model: LanguageModel, signal: AbortSignal) {
  const parts: ModelStreamPart[] = [];
  for await (const part of model.stream({
    messages: [],
    maxTokens: 1,
    signal,
  })) {
    parts.push(part);
  }
  return parts;
}

describe('logFailures', () => {
  const part: ModelStreamPart = { type: 'text', text: 'x' };

  it('hands parts through and logs why a model broke off', async () => {
    const logger = mockServices.logger.mock();
    const model = logFailures(
      modelThat(async function* stream() {
        yield part;
        throw new ServiceUnavailableError('the endpoint answered 500');
      }),
      logger,
    );
    await expect(drain(model, new AbortController().signal)).rejects.toThrow(
      /500/,
    );
    expect(logger.warn).toHaveBeenCalledWith(
      'The language model m failed. ServiceUnavailableError: the endpoint answered 500',
    );
  });

  it('keeps quiet about success and about readers who left', async () => {
    const logger = mockServices.logger.mock();
    const good = logFailures(
      modelThat(async function* stream() {
        yield part;
      }),
      logger,
    );
    expect(await drain(good, new AbortController().signal)).toEqual([part]);
    const stopped = logFailures(
      modelThat(async function* stream() {
        throw new Error('aborted');
      }),
      logger,
    );
    await expect(drain(stopped, AbortSignal.abort())).rejects.toThrow(
      'aborted',
    );
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
