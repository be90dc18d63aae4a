import {
  createServer,
  get,
  type IncomingMessage,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AnswerEvent } from '@smart-assistant/backstage-plugin-assistant-common';
import express, { type Response } from 'express';
import { abortOnClose } from './abortOnClose';
import { writeAnswerStream } from './writeAnswerStream';

const delta = (sequence: number, text = 'x'): AnswerEvent => ({
  sequence,
  type: 'text-delta',
  blockId: 'b',
  text,
});

describe('writeAnswerStream', () => {
  let server: Server | undefined;

  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise(resolve =>
      server ? server.close(resolve) : resolve(undefined),
    );
    server = undefined;
  });

  async function serve(handler: (res: Response) => Promise<void>) {
    const app = express();
    const failures: unknown[] = [];
    app.get('/', (_req, res) =>
      handler(res).catch(error => {
        failures.push(error);
        if (!res.headersSent) {
          res.status(500).json({ error: String(error) });
        }
      }),
    );
    server = createServer(app).listen(0, '127.0.0.1');
    await new Promise(resolve => server!.once('listening', resolve));
    return { port: (server.address() as AddressInfo).port, failures };
  }

  const open = (port: number) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get({ port, host: '127.0.0.1' }, resolve).on('error', reject);
    });

  async function readAll(response: IncomingMessage) {
    let text = '';
    for await (const part of response.setEncoding('utf8')) {
      text += part;
    }
    return text;
  }

  it('numbers the events and tells proxies and the compression to leave them alone', async () => {
    const { port } = await serve(res =>
      writeAnswerStream(
        res,
        (async function* events() {
          yield delta(0, 'привет\nмир');
          yield delta(1);
        })(),
        { signal: abortOnClose(res) },
      ),
    );
    const response = await open(port);
    expect(response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    });
    expect(await readAll(response)).toBe(
      `id: 0\ndata: ${JSON.stringify(
        delta(0, 'привет\nмир'),
      )}\n\nid: 1\ndata: ${JSON.stringify(delta(1))}\n\n`,
    );
  });

  it('keeps a silent connection open with comments', async () => {
    const { port } = await serve(res =>
      writeAnswerStream(
        res,
        (async function* events() {
          yield delta(0);
          await new Promise(resolve => setTimeout(resolve, 120));
          yield delta(1);
        })(),
        { signal: abortOnClose(res), heartbeatMs: 30 },
      ),
    );
    expect(await readAll(await open(port))).toMatch(
      /: still there\n\n.*id: 1/s,
    );
  });

  it('lets what fails before the first event become a status', async () => {
    const { port, failures } = await serve(res =>
      writeAnswerStream(
        res,
        (async function* events(): AsyncGenerator<AnswerEvent> {
          throw new Error('not today');
        })(),
        { signal: abortOnClose(res) },
      ),
    );
    expect((await open(port)).statusCode).toBe(500);
    expect(String(failures[0])).toContain('not today');
  });

  it('breaks the connection when events end with an error, so that it does not look complete', async () => {
    const { port } = await serve(res =>
      writeAnswerStream(
        res,
        (async function* events() {
          yield delta(0);
          throw new Error('in the middle');
        })(),
        { signal: abortOnClose(res) },
      ),
    );
    await expect(open(port).then(readAll)).rejects.toThrow(/aborted|hang up/);
  });

  it('waits for a slow reader and ends the source when the reader leaves', async () => {
    let made = 0;
    let ended = false;
    const { port } = await serve(res =>
      writeAnswerStream(
        res,
        (async function* events() {
          try {
            for (;;) {
              yield delta(made, 'x'.repeat(100_000));
              made += 1;
            }
          } finally {
            ended = true;
          }
        })(),
        { signal: abortOnClose(res) },
      ),
    );
    const response = await open(port);
    response.pause();
    await new Promise(resolve => setTimeout(resolve, 300));
    const whilePaused = made;
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(made).toBe(whilePaused);
    response.destroy();
    await new Promise(resolve => setTimeout(resolve, 200));
    expect(ended).toBe(true);
  });
});
