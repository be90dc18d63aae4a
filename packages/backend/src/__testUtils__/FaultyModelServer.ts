import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const EVENT_STREAM = { 'content-type': 'text/event-stream' };
const chunk = (data: unknown) => `data: ${JSON.stringify(data)}\n\n`;

/** One piece of a streamed answer, as OpenAI's protocol has it. */
export const words = (content: string) =>
  chunk({ choices: [{ index: 0, delta: { content } }] });

/** The end of an answer as a healthy server sends it. */
export const ending = [
  chunk({ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }),
  chunk({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 2 } }),
  'data: [DONE]\n\n',
].join('');

/** What an endpoint does with a prompt. */
export type Behavior = (prompt: string, res: ServerResponse) => void;

/** Sends pieces of an answer to the prompt, then ends, breaks or holds the connection. */
export const stream =
  (
    answer: (prompt: string) => readonly string[],
    then: 'end' | 'destroy' | 'hang' = 'end',
  ): Behavior =>
  (prompt, res) => {
    res.writeHead(200, EVENT_STREAM);
    answer(prompt).forEach(piece => res.write(piece));
    if (then === 'end') {
      res.end();
    } else if (then === 'destroy') {
      setTimeout(() => res.destroy(), 50);
    }
  };

/** An endpoint for a chat model on a real socket that behaves as it is told. */
export class FaultyModelServer {
  readonly #server: Server;
  #behave: Behavior = (_, res) => res.writeHead(500).end();
  #requests = 0;
  #closed = 0;

  private constructor() {
    this.#server = createServer((req, res) => {
      res.on('close', () => (this.#closed += 1));
      let body = '';
      req.on('data', piece => (body += piece));
      req.on('end', () => {
        this.#requests += 1;
        const { messages } = JSON.parse(body) as {
          messages: Array<{ content: string }>;
        };
        this.#behave(messages.map(({ content }) => content).join('\n'), res);
      });
    });
  }

  static async start(): Promise<FaultyModelServer> {
    const server = new FaultyModelServer();
    await new Promise<void>(done =>
      server.#server.listen(0, '127.0.0.1', done),
    );
    return server;
  }

  get baseUrl(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/v1`;
  }

  /** Requests since {@link FaultyModelServer.behave}. */
  get requests(): number {
    return this.#requests;
  }

  /** Responses that ended, in whichever way, since then. */
  get closed(): number {
    return this.#closed;
  }

  behave(listener: Behavior) {
    this.#behave = listener;
    this.#requests = 0;
    this.#closed = 0;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(done => this.#server.close(done));
  }
}
