/** What may leave the house for a model: `none` = the question and documents only. @public */
export type DataPolicy = 'none' | 'metadata' | 'full';

/** @public */
export interface ModelMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** Tokens as the server counted them; absent means that it did not say. @public */
export interface ModelTokenUsage {
  promptTokens?: number;
  completionTokens?: number;
  cachedTokens?: number;
}

/** @public */
export type ModelStreamPart =
  | { type: 'text'; text: string }
  | { type: 'usage'; usage: ModelTokenUsage }
  | { type: 'end'; reason: 'stop' | 'length' | 'other' };

/** @public */
export interface ModelRequest {
  messages: readonly ModelMessage[];
  /** Groups calls that share a prefix, for servers that route by it. */
  cacheKey?: string;
  maxTokens: number;
  signal: AbortSignal;
}

/**
 * A chat model that words what the engine found.
 * @public
 */
export interface LanguageModel {
  readonly id: string;
  /** Host that the text is sent to, as shown to the reader. */
  readonly host: string;
  readonly dataPolicy: DataPolicy;
  /** Most tokens of prompt and answer together. */
  readonly contextTokens: number;
  /** Most tokens of one answer, as configured; absent means that whoever asks decides. */
  readonly maxTokens?: number;
  /**
   * Streams the answer. Throws a `ServiceUnavailableError`-like error (from `@backstage/errors`)
   * whose message names the way out when the endpoint fails, also in the middle; ends with an
   * `AbortError` when `signal` is aborted, including the first-token time-out.
   */
  stream(request: ModelRequest): AsyncIterable<ModelStreamPart>;
}
