import {
  InputError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { Embedder } from '@smart-assistant/backstage-plugin-assistant-node';
import OpenAI, { APIConnectionError, APIError } from 'openai';
import { setTimeout as sleep } from 'node:timers/promises';
import { RateLimit } from './RateLimit';
import { retryAfter } from './retryAfter';
import { toUnitVector } from './toUnitVector';

export interface OpenAiEmbedderOptions {
  /** Address up to and with `/v1`. */
  baseUrl: string;
  apiKey?: string;
  model: string;
  dimensions: number;
  /** Asks the server to cut its vectors to `dimensions`, which only some models can. */
  sendDimensions?: boolean;
  batchSize: number;
  requestsPerMinute: number;
  timeoutMs: number;
  /** Put before each question, as some models want it, e.g. `query: `. */
  queryPrefix?: string;
  passagePrefix?: string;
  /** With private CA, proxy and extra headers: what `createOutgoingFetch` gives. */
  fetch: typeof globalThis.fetch;
}

/** Tries of one passage batch; a build may wait, a question may not. */
const PASSAGE_ATTEMPTS = 6;
const QUERY_ATTEMPTS = 2;
/** Longer texts are cut: no model of this kind reads more than 8,191 tokens. */
const MAX_CHARACTERS = 8_000;
/** Half a character, as a cut leaves it; servers refuse it. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Any endpoint that speaks the OpenAI embeddings protocol.
 *
 * - Busy (429), failing (5xx) and unreachable servers are tried again, as long as `Retry-After` says.
 * - Answers are checked: number of vectors, their order, their length, and that they are numbers.
 * - Vectors are scaled to length 1, for not every server does.
 */
export class OpenAiEmbedder implements Embedder {
  readonly id: string;
  readonly dimensions: number;
  readonly maxBatchSize: number;
  readonly #options: OpenAiEmbedderOptions;
  readonly #client: OpenAI;
  readonly #limit: RateLimit;

  private constructor(options: OpenAiEmbedderOptions, client: OpenAI) {
    const { model, dimensions, batchSize, queryPrefix, passagePrefix } =
      options;
    this.#options = options;
    this.#client = client;
    this.#limit = new RateLimit(options.requestsPerMinute);
    // prefixes change what the vectors mean
    const prefixes =
      queryPrefix || passagePrefix
        ? `+${queryPrefix ?? ''}|${passagePrefix ?? ''}`
        : '';
    this.id = `openai:${
      new URL(options.baseUrl).host
    }/${model}-${dimensions}${prefixes}`;
    this.dimensions = dimensions;
    this.maxBatchSize = batchSize;
  }

  static create(options: OpenAiEmbedderOptions): OpenAiEmbedder {
    const client = new OpenAI({
      baseURL: options.baseUrl,
      apiKey: options.apiKey ?? 'none',
      // retries are ours: they share the rate limit and heed the kind of call
      maxRetries: 0,
      // it would print what it cannot parse
      logLevel: 'off',
      timeout: options.timeoutMs,
      fetch: options.fetch,
    });
    return new OpenAiEmbedder(options, client);
  }

  async embed(
    texts: readonly string[],
    options: { kind: 'query' | 'passage'; signal: AbortSignal },
  ): Promise<Float32Array[]> {
    const { kind, signal } = options;
    signal.throwIfAborted();
    if (texts.length > this.maxBatchSize) {
      throw new InputError(
        `The embedder takes ${this.maxBatchSize} texts at once, not ${texts.length}`,
      );
    }
    if (texts.length === 0) {
      return [];
    }
    const { queryPrefix = '', passagePrefix = '' } = this.#options;
    const prefix = kind === 'query' ? queryPrefix : passagePrefix;
    // servers refuse an empty text
    const input = texts.map(
      text =>
        prefix +
        (text
          .slice(0, MAX_CHARACTERS)
          .replace(LONE_SURROGATE, '\uFFFD')
          .trim() || '-'),
    );
    return await this.#embedWithRetries(input, kind, signal);
  }

  async #embedWithRetries(
    input: string[],
    kind: 'query' | 'passage',
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    const attempts = kind === 'query' ? QUERY_ATTEMPTS : PASSAGE_ATTEMPTS;
    for (let attempt = 0; ; attempt++) {
      await this.#limit.take({ urgent: kind === 'query', signal });
      try {
        return await this.#request(input, signal);
      } catch (error) {
        signal.throwIfAborted();
        const wait = retryAfter(
          error instanceof APIError ? error.headers : undefined,
          attempt,
        );
        // a person does not wait for a server that asks for more than a moment
        const isTooLong = kind === 'query' && wait > 1_500;
        if (!isTransient(error) || attempt + 1 >= attempts || isTooLong) {
          throw this.#explain(error);
        }
        await sleep(wait, undefined, { signal });
      }
    }
  }

  async #request(
    input: string[],
    signal: AbortSignal,
  ): Promise<Float32Array[]> {
    const { model, dimensions, sendDimensions } = this.#options;
    const response = await this.#client.embeddings.create(
      {
        model,
        input,
        // asked for by name: the client would otherwise ask for base64, which not every server knows
        encoding_format: 'float',
        ...(sendDimensions && { dimensions }),
      },
      { signal },
    );
    const data: unknown = response.data;
    if (!Array.isArray(data) || data.length !== input.length) {
      throw new ServiceUnavailableError(
        `it returned ${Array.isArray(data) ? data.length : 'no'} vectors for ${
          input.length
        } texts`,
      );
    }
    const vectors = new Array<Float32Array | undefined>(input.length);
    data.forEach((item: { index?: number; embedding?: unknown }, position) => {
      vectors[item.index ?? position] = toUnitVector(
        item.embedding,
        dimensions,
      );
    });
    return vectors.map(vector => {
      if (!vector) {
        throw new ServiceUnavailableError(
          'it returned a vector twice and another one not at all',
        );
      }
      return vector;
    });
  }

  /** Never with the text of the request, which servers like to repeat. */
  #explain(error: unknown): Error {
    const where = new URL(this.#options.baseUrl).host;
    const hint = 'check assistant.embedder.openai';
    if (error instanceof APIConnectionError) {
      return new ServiceUnavailableError(
        `The embedder at ${where} cannot be reached; ${hint}, the proxy and assistant.http.caFile`,
        error.cause,
      );
    }
    if (error instanceof APIError) {
      return new ServiceUnavailableError(
        `The embedder at ${where} answered ${
          error.status ?? 'nothing usable'
        }; ${hint}`,
      );
    }
    if (error instanceof InputError || error instanceof ResponseError) {
      return error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    return new ServiceUnavailableError(
      `The embedder at ${where} gave a wrong answer: ${reason}; ${hint}`,
    );
  }
}

function isTransient(error: unknown): boolean {
  if (error instanceof APIConnectionError) {
    return true;
  }
  return (
    error instanceof APIError &&
    (error.status === 408 ||
      error.status === 409 ||
      error.status === 429 ||
      (error.status ?? 0) >= 500)
  );
}
