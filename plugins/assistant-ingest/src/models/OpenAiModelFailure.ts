import { ServiceUnavailableError } from '@backstage/errors';
import { APIConnectionError, APIError } from 'openai';
import { ZodError } from 'zod';
import type { PassedDeadline } from './ModelDeadline';

/** The server answered, but not with a stream. */
export class NotAStreamError extends Error {}

/** The stream stopped without saying that it was complete. */
export class IncompleteStreamError extends Error {}

/** What every aborted call ends with. */
export function abortError(): Error {
  return new DOMException('The question was stopped', 'AbortError');
}

interface Place {
  host: string;
  model: string;
  passed: PassedDeadline | undefined;
}

/**
 * Says in one sentence what went wrong and what to do.
 *
 * Neither words of the server nor the client's error are handed on: they may hold a part of the key
 * or of the prompt.
 */
export function describeModelFailure(error: unknown, place: Place): Error {
  return new ServiceUnavailableError(
    `The language model at ${place.host} ${wordsOf(error, place)}`,
  );
}

function wordsOf(error: unknown, { passed, model }: Place): string {
  if (passed === 'first-token') {
    return 'did not begin to answer in time; raise assistant.model.openai.firstTokenTimeoutSeconds or look at the load of the server';
  }
  if (passed === 'total') {
    return 'took too long; raise assistant.model.openai.timeoutSeconds or look at the load of the server';
  }
  const cause = rootOf(error);
  if (cause instanceof NotAStreamError) {
    return `answered with ${cause.message} instead of a stream; check assistant.model.openai.baseUrl, it usually ends with /v1`;
  }
  if (error instanceof IncompleteStreamError) {
    return 'ended its answer without saying that it was complete; ask again, and look at the log of the server or the proxy before it';
  }
  if (error instanceof SyntaxError || error instanceof ZodError) {
    return 'sent a stream that cannot be read; check that it speaks the OpenAI protocol';
  }
  if (error instanceof APIConnectionError) {
    return `cannot be reached (${codeOf(
      cause,
    )}); check the address, the proxy and assistant.http.caFile`;
  }
  if (error instanceof APIError && error.status) {
    return wordsOfStatus(error.status, model);
  }
  return 'broke the connection in the middle of its answer; ask again, and look at the log of the server if it stays so';
}

function wordsOfStatus(status: number, model: string): string {
  if (status === 401 || status === 403) {
    return `refused the key (${status}); check assistant.model.openai.apiKey`;
  }
  if (status === 404) {
    return `does not know the path or the model "${model}" (404); check assistant.model.openai.baseUrl and model`;
  }
  if (status === 429) {
    return 'has too many requests or no credit left (429); ask again in a minute, or raise the limit at the provider';
  }
  if (status === 400 || status === 413 || status === 422) {
    return `did not accept the question (${status}); check that assistant.model.openai.contextTokens is not above what the model takes`;
  }
  return `failed (${status}); ask again in a minute, and look at the log of the server if it stays so`;
}

function rootOf(error: unknown): unknown {
  let cause = error;
  for (
    let depth = 0;
    depth < 5 && cause instanceof Error && cause.cause !== undefined;
    depth++
  ) {
    cause = cause.cause;
  }
  return cause;
}

function codeOf(error: unknown): string {
  const code =
    typeof error === 'object' && error !== null && 'code' in error
      ? error.code
      : undefined;
  return typeof code === 'string' ? code : 'no further reason';
}
