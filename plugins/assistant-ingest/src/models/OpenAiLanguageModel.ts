import type {
  DataPolicy,
  LanguageModel,
  ModelRequest,
  ModelStreamPart,
} from '@smart-assistant/backstage-plugin-assistant-node';
import OpenAI from 'openai';
import { z } from 'zod';
import {
  abortError,
  describeModelFailure,
  IncompleteStreamError,
  NotAStreamError,
} from './OpenAiModelFailure';
import { ModelDeadline } from './ModelDeadline';

/** Options of {@link OpenAiLanguageModel}. @public */
export interface OpenAiLanguageModelOptions {
  /** Address up to and with `/v1`. */
  baseUrl: string;
  /** Some servers of one's own want none. */
  apiKey?: string;
  model: string;
  dataPolicy: DataPolicy;
  contextTokens: number;
  /** Most tokens of one answer. */
  maxTokens: number;
  firstTokenTimeoutSeconds: number;
  timeoutSeconds: number;
  /** With private CA, proxy and extra headers: what `createOutgoingFetch` gives. */
  fetch: typeof globalThis.fetch;
}

/** What is read of a chunk; servers add fields of their own. */
const chunkSchema = z.object({
  choices: z
    .array(
      z.object({
        delta: z.object({ content: z.string().nullish() }).nullish(),
        finish_reason: z.string().nullish(),
      }),
    )
    .nullish(),
  usage: z
    .object({
      prompt_tokens: z.number().nullish(),
      completion_tokens: z.number().nullish(),
      prompt_tokens_details: z
        .object({ cached_tokens: z.number().nullish() })
        .nullish(),
    })
    .nullish(),
});
type Chunk = z.output<typeof chunkSchema>;

/** Hosts that know `prompt_cache_key`; other servers may refuse a field that they do not know. */
const KNOWS_CACHE_KEY = /(?:^|\.)openai\.(?:com|azure\.com)$/;

/**
 * A chat model behind any endpoint that speaks OpenAI's protocol.
 *
 * Nothing is retried: whoever asked has the answer without the model already, and waits for this one.
 * A stream counts as complete only when the server said how it ended; whatever else comes back, an
 * HTML page, broken JSON, silence, becomes a `ServiceUnavailableError` that names the way out.
 * @public
 */
export class OpenAiLanguageModel implements LanguageModel {
  readonly id: string;
  readonly host: string;
  readonly dataPolicy: DataPolicy;
  readonly contextTokens: number;
  readonly maxTokens: number;
  readonly #client: OpenAI;
  readonly #options: OpenAiLanguageModelOptions;

  private constructor(options: OpenAiLanguageModelOptions, client: OpenAI) {
    this.id = options.model;
    this.host = new URL(options.baseUrl).host;
    this.dataPolicy = options.dataPolicy;
    this.contextTokens = options.contextTokens;
    this.maxTokens = options.maxTokens;
    this.#client = client;
    this.#options = options;
  }

  static create(options: OpenAiLanguageModelOptions): OpenAiLanguageModel {
    const client = new OpenAI({
      baseURL: options.baseUrl,
      apiKey: options.apiKey ?? 'none',
      maxRetries: 0,
      // it would print what it cannot parse, which is text of the answer
      logLevel: 'off',
      timeout: options.timeoutSeconds * 1_000,
      fetch: refuseOtherThanStreams(options.fetch),
    });
    return new OpenAiLanguageModel(options, client);
  }

  async *stream(request: ModelRequest): AsyncGenerator<ModelStreamPart, void> {
    const deadline = new ModelDeadline({
      signal: request.signal,
      firstTokenMs: this.#options.firstTokenTimeoutSeconds * 1_000,
      totalMs: this.#options.timeoutSeconds * 1_000,
    });
    try {
      yield* this.#read(request, deadline);
    } catch (error) {
      throw request.signal.aborted
        ? abortError()
        : describeModelFailure(error, {
            host: this.host,
            model: this.id,
            passed: deadline.passed,
          });
    } finally {
      deadline.clear();
    }
  }

  async *#read(
    request: ModelRequest,
    deadline: ModelDeadline,
  ): AsyncGenerator<ModelStreamPart, void> {
    const stream = await this.#client.chat.completions.create(
      this.#body(request),
      { signal: deadline.signal },
    );
    let ended: Extract<ModelStreamPart, { type: 'end' }> | undefined;
    for await (const raw of stream) {
      const chunk = chunkSchema.parse(raw);
      const text = chunk.choices?.[0]?.delta?.content;
      if (text) {
        deadline.firstTokenCame();
        yield { type: 'text', text };
      }
      const usage = usageOf(chunk);
      if (usage) {
        yield usage;
      }
      ended = endOf(chunk) ?? ended;
    }
    // the client ends the loop without a word when the signal was aborted
    deadline.signal.throwIfAborted();
    if (!ended) {
      throw new IncompleteStreamError();
    }
    yield ended;
  }

  #body(request: ModelRequest): OpenAI.ChatCompletionCreateParamsStreaming {
    const cacheKey = KNOWS_CACHE_KEY.test(this.host.replace(/:\d+$/, ''))
      ? request.cacheKey
      : undefined;
    return {
      model: this.id,
      messages: request.messages.map(({ role, content }) => ({
        role,
        content,
      })),
      max_tokens: Math.min(request.maxTokens, this.maxTokens),
      temperature: 0,
      stream: true,
      stream_options: { include_usage: true },
      ...(cacheKey && { prompt_cache_key: cacheKey }),
    };
  }
}

/** The client reads an HTML page of a proxy as a stream without events; it is told apart here. */
function refuseOtherThanStreams(
  fetchApi: typeof globalThis.fetch,
): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetchApi(input, init);
    const type = response.headers.get('content-type') ?? '';
    if (response.ok && !type.includes('text/event-stream')) {
      await response.body?.cancel();
      throw new NotAStreamError(type.split(';')[0] || 'no content type');
    }
    return response;
  };
}

function usageOf({
  usage,
}: Chunk): Extract<ModelStreamPart, { type: 'usage' }> | undefined {
  return usage
    ? {
        type: 'usage',
        usage: {
          promptTokens: usage.prompt_tokens ?? undefined,
          completionTokens: usage.completion_tokens ?? undefined,
          cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? undefined,
        },
      }
    : undefined;
}

function endOf({
  choices,
}: Chunk): Extract<ModelStreamPart, { type: 'end' }> | undefined {
  const reason = choices?.[0]?.finish_reason;
  if (!reason) {
    return undefined;
  }
  return {
    type: 'end',
    reason: reason === 'stop' || reason === 'length' ? reason : 'other',
  };
}
