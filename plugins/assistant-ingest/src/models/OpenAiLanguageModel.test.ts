import {
  createOutgoingFetch,
  type ModelStreamPart,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  OpenAiLanguageModel,
  type OpenAiLanguageModelOptions,
} from './OpenAiLanguageModel';

const event = (data: unknown) =>
  `data: ${typeof data === 'string' ? data : JSON.stringify(data)}\n\n`;
const text = (content: string) =>
  event({ choices: [{ index: 0, delta: { content } }] });
const stop = event({
  choices: [{ index: 0, delta: {}, finish_reason: 'stop' }],
});
const usage = event({
  choices: [],
  usage: {
    prompt_tokens: 100,
    completion_tokens: 2,
    prompt_tokens_details: { cached_tokens: 80 },
  },
});

describe('OpenAiLanguageModel', () => {
  let server: Server | undefined;
  let requests: Array<{
    headers: Record<string, unknown>;
    body: Record<string, unknown>;
  }> = [];

  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise(resolve =>
      server ? server.close(resolve) : resolve(undefined),
    );
    server = undefined;
    requests = [];
  });

  /** A server that answers by a script, and a model that talks to it. */
  async function modelOn(
    answer: RequestListener,
    options: Partial<OpenAiLanguageModelOptions> = {},
  ) {
    server = createServer((req, res) => {
      let body = '';
      req.on('data', piece => (body += piece));
      req.on('end', () => {
        requests.push({ headers: req.headers, body: JSON.parse(body) });
        answer(req, res);
      });
    });
    await new Promise<void>(resolve => server!.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return OpenAiLanguageModel.create({
      baseUrl: `http://127.0.0.1:${port}/v1`,
      apiKey: 'key-1',
      model: 'small',
      dataPolicy: 'metadata',
      contextTokens: 8_000,
      maxTokens: 50,
      firstTokenTimeoutSeconds: 5,
      timeoutSeconds: 10,
      fetch: createOutgoingFetch({
        timeoutMs: 10_000,
        headers: { 'x-team': 'shop' },
      }),
      ...options,
    });
  }

  const streaming =
    (...pieces: string[]): RequestListener =>
    (_, res) => {
      res.writeHead(200, { 'content-type': 'text/event-stream' });
      pieces.forEach(piece => res.write(piece));
      res.end();
    };

  async function read(
    model: OpenAiLanguageModel,
    signal = new AbortController().signal,
  ) {
    const parts: ModelStreamPart[] = [];
    for await (const part of model.stream({
      messages: [{ role: 'user', content: 'secret question' }],
      maxTokens: 200,
      cacheKey: 'pack-1',
      signal,
    })) {
      parts.push(part);
    }
    return parts;
  }

  it('streams text, usage with cached tokens and the end', async () => {
    const model = await modelOn(
      streaming(text('Roll '), text('back.'), stop, usage, event('[DONE]')),
    );

    await expect(read(model)).resolves.toEqual([
      { type: 'text', text: 'Roll ' },
      { type: 'text', text: 'back.' },
      {
        type: 'usage',
        usage: { promptTokens: 100, completionTokens: 2, cachedTokens: 80 },
      },
      { type: 'end', reason: 'stop' },
    ]);
    expect(requests[0].headers).toMatchObject({
      authorization: 'Bearer key-1',
      'x-team': 'shop',
    });
    expect(requests[0].body).toMatchObject({
      model: 'small',
      max_tokens: 50,
      stream: true,
    });
    // a server that does not know the field might refuse it
    expect(requests[0].body).not.toHaveProperty('prompt_cache_key');
  });

  it('does not take a missing count for 0', async () => {
    const model = await modelOn(
      streaming(
        text('a'),
        stop,
        event({ choices: [], usage: { prompt_tokens: 7 } }),
        event('[DONE]'),
      ),
    );
    expect(await read(model)).toContainEqual({
      type: 'usage',
      usage: { promptTokens: 7 },
    });
  });

  it.each<[string, RequestListener, RegExp]>([
    [
      'HTML',
      (_, res) =>
        res
          .writeHead(200, { 'content-type': 'text/html' })
          .end('<html>login</html>'),
      /answered with text\/html instead of a stream/,
    ],
    [
      'plain JSON',
      (_, res) =>
        res.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
      /answered with application\/json/,
    ],
    ['broken JSON', streaming('data: {"choices": [\n\n'), /cannot be read/],
    ['another shape', streaming(event({ choices: 'none' })), /cannot be read/],
    ['no end', streaming(text('half')), /without saying that it was complete/],
    ['nothing', streaming(), /without saying that it was complete/],
    [
      '401',
      (_, res) =>
        res.writeHead(401).end('{"error":{"message":"bad key key-1"}}'),
      /refused the key \(401\)/,
    ],
    [
      '404',
      (_, res) => res.writeHead(404).end('nope'),
      /does not know the path or the model "small"/,
    ],
    [
      '429',
      (_, res) => res.writeHead(429, { 'retry-after': '30' }).end('{}'),
      /too many requests .*\(429\)/,
    ],
    [
      '400',
      (_, res) =>
        res
          .writeHead(400)
          .end('{"error":{"message":"too long: secret question"}}'),
      /contextTokens/,
    ],
    ['500', (_, res) => res.writeHead(500).end('boom'), /failed \(500\)/],
    [
      'a redirect',
      (_, res) => res.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      /cannot be reached/,
    ],
    [
      'a connection that is killed in the middle',
      (_, res) => {
        res.writeHead(200, { 'content-type': 'text/event-stream' });
        res.write(text('half'), () => setTimeout(() => res.destroy(), 20));
      },
      /broke the connection in the middle/,
    ],
    [
      'an error within the stream',
      streaming(text('a'), event({ error: { message: 'secret question' } })),
      /language model/,
    ],
  ])(
    'turns %s into one clear error, asked once',
    async (_, answer, message) => {
      const model = await modelOn(answer);

      const failure = await read(model).catch(error => error);
      expect(failure).toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringMatching(message),
      });
      expect(failure.stack).not.toMatch(/key-1|secret/);
      expect(requests).toHaveLength(1);
    },
  );

  it('gives up on a server that accepts and is silent', async () => {
    const model = await modelOn(() => undefined, {
      firstTokenTimeoutSeconds: 0.1,
    });
    await expect(read(model)).rejects.toThrow(
      /did not begin to answer in time/,
    );
  });

  it('gives up on a server that never comes to an end', async () => {
    const model = await modelOn(
      (_, res) => {
        res.writeHead(200, { 'content-type': 'text/event-stream' });
        res.write(text('and '));
        const timer = setInterval(() => res.write(text('and ')), 10);
        res.on('close', () => clearInterval(timer));
      },
      { timeoutSeconds: 0.2 },
    );
    await expect(read(model)).rejects.toThrow(/took too long/);
  });

  it('says what is wrong with an address that nobody listens at', async () => {
    const closed = createServer();
    await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise(resolve => closed.close(resolve));
    const model = await modelOn(() => undefined, {
      baseUrl: `http://127.0.0.1:${port}/v1`,
    });
    await expect(read(model)).rejects.toThrow(
      /cannot be reached \(ECONNREFUSED\)/,
    );
  });

  it('ends with an AbortError when the asker leaves, and closes the connection', async () => {
    const closed = new Promise(resolve => {
      void modelOn((_, res) => {
        res.writeHead(200, { 'content-type': 'text/event-stream' });
        res.write(text('one'));
        res.on('close', resolve);
      }).then(async model => {
        const controller = new AbortController();
        setTimeout(() => controller.abort(), 100);
        await expect(read(model, controller.signal)).rejects.toMatchObject({
          name: 'AbortError',
        });
      });
    });
    await closed;
  });
});
