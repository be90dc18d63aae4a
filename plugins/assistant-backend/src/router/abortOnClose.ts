import type { Response } from 'express';

/**
 * A signal that is aborted when the client leaves before the answer is complete.
 *
 * It listens to `res`: `req` emits `close` as soon as its body has been read.
 */
export function abortOnClose(res: Response): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) {
      controller.abort();
    }
  });
  return controller.signal;
}
