import { type ResponseError, isError } from '@backstage/errors';
import type { AskFailure } from './answerView';

/** The words of an error as the server meant them, for the sentence that the page puts around. */
export function errorMessage(error: unknown): string {
  if (isResponseError(error)) {
    return error.body.error?.message || error.message;
  }
  return isError(error) ? error.message : String(error);
}

/** HTTP status of an error of the assistant's API, if it has one. */
export function errorStatus(error: unknown): number | undefined {
  return isResponseError(error) ? error.response.status : undefined;
}

// by name: another copy of the package has another class
function isResponseError(error: unknown): error is ResponseError {
  return isError(error) && error.name === 'ResponseError';
}

const reasons: Record<number, AskFailure['reason']> = {
  403: 'no-permission',
  429: 'too-many',
  503: 'not-ready',
};

/** Why a question was not answered. */
export function describeFailure(error: unknown): AskFailure {
  const status = errorStatus(error);
  const message = errorMessage(error);
  if (status !== undefined) {
    return { reason: reasons[status] ?? 'other', message };
  }
  // `fetch` rejects with a TypeError when there is no connection
  return {
    reason: error instanceof TypeError ? 'unreachable' : 'other',
    message,
  };
}
