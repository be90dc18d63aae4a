import { ResponseError } from '@backstage/errors';

/** An error as the assistant's API answers it. */
export async function responseError(status: number, message: string) {
  const body = {
    error: { name: 'Error', message },
    response: { statusCode: status },
  };
  return ResponseError.fromResponse({
    ok: false,
    status,
    statusText: 'no',
    headers: new Headers({ 'content-type': 'application/json' }),
    text: async () => JSON.stringify(body),
  } as Response);
}
