import { once } from 'node:events';
import type { AnswerEvent } from '@smart-assistant/backstage-plugin-assistant-common';
import type { Response } from 'express';

/** Proxies close connections that stay silent for a minute or less. */
const HEARTBEAT_MS = 15_000;

/** @internal */
export interface AnswerStreamOptions {
  /** Aborted when the client leaves; the same signal ends `events`. */
  signal: AbortSignal;
  heartbeatMs?: number;
}

/**
 * Writes answer events as server-sent events, each with its number as id.
 *
 * Nothing is written before the first event is there, so that what fails until then still becomes
 * a proper status. A client that reads slowly slows the source down; one that left ends it.
 */
export async function writeAnswerStream(
  res: Response,
  events: AsyncIterable<AnswerEvent>,
  { signal, heartbeatMs = HEARTBEAT_MS }: AnswerStreamOptions,
): Promise<void> {
  const iterator = events[Symbol.asyncIterator]();
  let heartbeat: NodeJS.Timeout | undefined;
  try {
    let next = await iterator.next();
    if (signal.aborted) {
      return;
    }
    writeHead(res);
    heartbeat = setInterval(() => res.write(': still there\n\n'), heartbeatMs);
    for (; !next.done; next = await iterator.next()) {
      if (signal.aborted) {
        return;
      }
      const { value } = next;
      if (
        !res.write(`id: ${value.sequence}\ndata: ${JSON.stringify(value)}\n\n`)
      ) {
        await once(res, 'drain', { signal });
      }
    }
    res.end();
  } catch (error) {
    // nobody is left to be told
    if (signal.aborted) {
      return;
    }
    if (res.headersSent) {
      // a stream that just ended would look like a short answer
      res.destroy();
    }
    throw error;
  } finally {
    clearInterval(heartbeat);
    await iterator.return?.();
  }
}

function writeHead(res: Response) {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    // `no-transform` keeps the root router's compression from holding events back
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  res.flushHeaders();
}
