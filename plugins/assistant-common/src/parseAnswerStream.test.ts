import { parseAnswerStream } from './parseAnswerStream';

function streamOf(...parts: Array<string | Uint8Array>) {
  const cancel = jest.fn();
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) {
        controller.enqueue(
          typeof part === 'string' ? encoder.encode(part) : part,
        );
      }
      controller.close();
    },
    cancel,
  });
  return stream;
}

async function readAll(stream: ReadableStream<Uint8Array>) {
  const events = [];
  for await (const event of parseAnswerStream(stream)) {
    events.push(event);
  }
  return events;
}

const delta = { sequence: 3, type: 'text-delta', blockId: 'b1', text: 'под' };

describe('parseAnswerStream', () => {
  it('joins events that are cut anywhere, inside a character too', async () => {
    const bytes = new TextEncoder().encode(
      `id: 3\ndata: ${JSON.stringify(delta)}\n\n`,
    );
    const single = Array.from(bytes, byte => Uint8Array.of(byte));
    expect(await readAll(streamOf(...single))).toEqual([delta]);
  });

  it('takes CRLF, comments, several data lines and a last event without an end', async () => {
    const [head, tail] = [
      '{"sequence":3,"type":"text-delta",',
      '"blockId":"b1","text":"под"}',
    ];
    expect(
      await readAll(
        streamOf(
          ': keep-alive\r\n\r\n',
          `data: ${head}\r\ndata: ${tail}\r\n\r\n`,
          `data:${JSON.stringify({ ...delta, sequence: 4 })}`,
        ),
      ),
    ).toEqual([delta, { ...delta, sequence: 4 }]);
  });

  it('passes over types that it does not know', async () => {
    expect(
      await readAll(
        streamOf(
          'data: {"sequence":1,"type":"hologram-available"}\n\n',
          'data: 7\n\n',
          `data: ${JSON.stringify(delta)}\n\n`,
        ),
      ),
    ).toEqual([delta]);
  });

  it.each([
    ['broken JSON', 'data: {"sequence":\n\n'],
    ['an event without its fields', 'data: {"type":"text-delta"}\n\n'],
  ])('throws at %s', async (_, text) => {
    await expect(readAll(streamOf(text))).rejects.toThrow();
  });

  it('refuses an event that never ends', async () => {
    const block = 'x'.repeat(1_000_000);
    await expect(readAll(streamOf(block, block, block))).rejects.toThrow(
      'too long',
    );
  });

  it('lets the connection go when the reader leaves', async () => {
    const cancel = jest.fn();
    const stream = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(
          new TextEncoder().encode(`data: ${JSON.stringify(delta)}\n\n`),
        );
      },
      cancel,
    });
    for await (const event of parseAnswerStream(stream)) {
      expect(event).toEqual(delta);
      break;
    }
    expect(cancel).toHaveBeenCalledTimes(1);
  });
});
