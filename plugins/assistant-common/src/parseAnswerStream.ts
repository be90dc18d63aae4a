import { isKnownEvent } from './knownEvents';
import { type AnswerEvent, answerEventSchema } from './schema';

/** Longest single event that is accepted, in characters: a stream without line ends must not fill the memory. */
const MAX_EVENT_LENGTH = 2_000_000;

/**
 * Reads server-sent events as {@link AnswerEvent}s.
 *
 * Events of a type that this version does not know are passed over, so that an older browser page
 * goes on against a newer server. An event that is broken throws.
 * @public
 */
export async function* parseAnswerStream(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<AnswerEvent, void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let buffer = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      buffer += done
        ? decoder.decode()
        : decoder.decode(value, { stream: true });
      const blocks = buffer.split(/\r?\n\r?\n/);
      buffer = done ? '' : blocks.pop() ?? '';
      if (buffer.length > MAX_EVENT_LENGTH) {
        throw new Error('The answer stream sent an event that is too long');
      }
      for (const block of blocks) {
        const event = parseBlock(block);
        if (event) {
          yield event;
        }
      }
      if (done) {
        return;
      }
    }
  } finally {
    // the server stops its work when the reader is gone
    await reader.cancel().catch(() => undefined);
  }
}

function parseBlock(block: string): AnswerEvent | undefined {
  const data = block
    .split(/\r?\n/)
    .filter(line => line.startsWith('data:'))
    .map(line => line.slice(5).replace(/^ /, ''))
    .join('\n');
  if (!data) {
    return undefined;
  }
  const json: unknown = JSON.parse(data);
  return isKnownEvent(json) ? answerEventSchema.parse(json) : undefined;
}
