import { createOutgoingFetch } from '@smart-assistant/backstage-plugin-assistant-node';
import { describeEmbedder } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { OpenAiEmbedder, type OpenAiEmbedderOptions } from './OpenAiEmbedder';

interface Call {
  body: {
    model: string;
    input: string[];
    encoding_format: string;
    dimensions?: number;
  };
  headers: IncomingMessage['headers'];
  at: number;
}
type Answer = (res: ServerResponse, call: Call) => void;

const { signal } = new AbortController();
const servers: Server[] = [];

/** A vector that depends on the text only; not normalized, as some servers send it. */
const vectorOf = (text: string) => [3, text.length % 5, text.length % 3, 1];

const send = (
  res: ServerResponse,
  status: number,
  body: unknown,
  headers = {},
) => {
  res.writeHead(status, { 'content-type': 'application/json', ...headers });
  res.end(typeof body === 'string' ? body : JSON.stringify(body));
};
const answerWell: Answer = (res, { body }) =>
  send(res, 200, {
    data: body.input.map((text, index) => ({
      index,
      embedding: vectorOf(text),
    })),
  });

async function serve(
  ...answers: Answer[]
): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = [];
  const server = createServer((req, res) => {
    const pieces: Buffer[] = [];
    req.on('data', piece => pieces.push(piece));
    req.on('end', () => {
      const body = JSON.parse(Buffer.concat(pieces).toString());
      calls.push({ body, headers: req.headers, at: performance.now() });
      // the last one answers all further calls
      answers[Math.min(calls.length, answers.length) - 1](
        res,
        calls[calls.length - 1],
      );
    });
  });
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    calls,
  };
}

const create = (
  baseUrl: string,
  options: Partial<OpenAiEmbedderOptions> = {},
) =>
  OpenAiEmbedder.create({
    baseUrl,
    apiKey: 'key-1',
    model: 'small',
    dimensions: 4,
    batchSize: 8,
    requestsPerMinute: 100_000,
    timeoutMs: 2_000,
    fetch: createOutgoingFetch({
      headers: { 'x-team': 'shop' },
      timeoutMs: 2_000,
    }),
    ...options,
  });

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
});

const passage = { kind: 'passage', signal } as const;
const query = { kind: 'query', signal } as const;

describe('OpenAiEmbedder', () => {
  it('sends model, key and headers, and normalizes what comes back', async () => {
    const { url, calls } = await serve(answerWell);
    const [vector] = await create(url).embed(['text'], passage);
    expect(calls[0].body).toEqual({
      model: 'small',
      input: ['text'],
      encoding_format: 'float',
    });
    expect(calls[0].headers).toMatchObject({
      authorization: 'Bearer key-1',
      'x-team': 'shop',
    });
    expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
  });

  it('takes base64 as well, and puts vectors in the order of the texts', async () => {
    const base64 = (numbers: number[]) =>
      Buffer.from(Float32Array.from(numbers).buffer).toString('base64');
    const { url } = await serve(res =>
      send(res, 200, {
        data: [
          { index: 1, embedding: base64([0, 5, 0, 0]) },
          { index: 0, embedding: base64([2, 0, 0, 0]) },
        ],
      }),
    );
    const vectors = await create(url).embed(['a', 'b'], passage);
    expect(vectors.map(vector => [...vector])).toEqual([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
    ]);
  });

  it('puts the prefixes of the model before questions and passages, and counts them to the model', async () => {
    const { url, calls } = await serve(answerWell);
    const embedder = create(url, {
      queryPrefix: 'query: ',
      passagePrefix: 'passage: ',
      sendDimensions: true,
    });
    await embedder.embed(['a'], query);
    await embedder.embed(['b', ''], passage);
    expect(calls.map(({ body }) => body.input)).toEqual([
      ['query: a'],
      ['passage: b', 'passage: -'],
    ]);
    expect(calls[0].body.dimensions).toBe(4);
    expect(embedder.id).not.toBe(create(url).id);
  });

  it('names server, model and length, so that vectors of two are never mixed', async () => {
    const ids = [
      create('http://one.example/v1'),
      create('http://two.example/v1'),
      create('http://one.example/v1', { model: 'large' }),
      create('http://one.example/v1', { dimensions: 8 }),
    ].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    expect(ids[0]).toBe('openai:one.example/small-4');
  });

  it('waits as long as a busy server asks, and tries again', async () => {
    const { url, calls } = await serve(
      res => send(res, 429, { error: {} }, { 'retry-after': '1' }),
      res => send(res, 503, 'warming up'),
      answerWell,
    );
    await expect(create(url).embed(['a'], passage)).resolves.toHaveLength(1);
    expect(calls).toHaveLength(3);
    expect(calls[1].at - calls[0].at).toBeGreaterThan(950);
  });

  it('does not let a person wait for a server that asks for a minute', async () => {
    const { url, calls } = await serve(res =>
      send(res, 429, {}, { 'retry-after': '60' }),
    );
    await expect(create(url).embed(['a'], query)).rejects.toThrow(
      /answered 429; check assistant.embedder.openai/,
    );
    expect(calls).toHaveLength(1);
  });

  it.each<[string, Answer, RegExp]>([
    [
      'a wrong key',
      res => send(res, 401, { error: { message: 'no' } }),
      /answered 401/,
    ],
    [
      'HTML',
      res => send(res, 200, '<html>', { 'content-type': 'text/html' }),
      /no vectors for 1 texts/,
    ],
    ['too few', res => send(res, 200, { data: [] }), /0 vectors for 1 texts/],
    [
      'another length',
      res => send(res, 200, { data: [{ index: 0, embedding: [1, 2] }] }),
      /set assistant.embedder.openai.dimensions to 2/,
    ],
    [
      'zeros',
      res => send(res, 200, { data: [{ index: 0, embedding: [0, 0, 0, 0] }] }),
      /without a direction/,
    ],
    [
      'no numbers',
      res =>
        send(res, 200, { data: [{ index: 0, embedding: [1, 'x', 0, 0] }] }),
      /without a direction/,
    ],
    [
      'no vector',
      res => send(res, 200, { data: [{ index: 0, embedding: null }] }),
      /no vector/,
    ],
    [
      'broken JSON',
      res => send(res, 200, '{"data": ['),
      /check assistant.embedder.openai/,
    ],
  ])(
    'says what to do about %s, at the first try',
    async (_, answer, message) => {
      const { url, calls } = await serve(answer);
      await expect(create(url).embed(['secret text'], passage)).rejects.toThrow(
        message,
      );
      await expect(
        create(url).embed(['secret text'], passage),
      ).rejects.not.toThrow(/secret text/);
      expect(calls).toHaveLength(2);
    },
  );

  it('gives up on a server that hangs', async () => {
    const { url } = await serve(() => {});
    const embedder = create(url, {
      timeoutMs: 200,
      fetch: createOutgoingFetch({ timeoutMs: 200 }),
    });
    await expect(embedder.embed(['a'], query)).rejects.toThrow(
      /cannot be reached/,
    );
  });

  it('stops at once when it is aborted, also while it waits for the next try', async () => {
    const { url } = await serve(res =>
      send(res, 503, {}, { 'retry-after': '30' }),
    );
    const controller = new AbortController();
    const call = create(url).embed(['a'], {
      kind: 'passage',
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(new Error('enough')), 200);
    const before = performance.now();
    await expect(call).rejects.toThrow();
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  it('keeps to the rate, and lets a question pass', async () => {
    const { url, calls } = await serve(answerWell);
    const embedder = create(url, { requestsPerMinute: 200 });
    await Promise.all([
      ...['a', 'b', 'c', 'd'].map(text => embedder.embed([text], passage)),
      embedder.embed(['question'], query),
    ]);
    expect(
      calls
        .slice(0, 2)
        .map(({ body }) => body.input[0])
        .sort(),
    ).toEqual(['a', 'question']);
    expect(calls[calls.length - 1].at - calls[0].at).toBeGreaterThan(850);
  });
});

describe('on a server that answers well', () => {
  let url = '';
  let server: Server;
  beforeAll(async () => {
    ({ url } = await serve(answerWell));
    server = servers.pop()!;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  describeEmbedder('OpenAiEmbedder', async () => create(url), {
    understands: false,
  });
});

const realUrl = process.env.ASSISTANT_TEST_EMBEDDINGS_URL;
if (
  !realUrl &&
  process.env.CI &&
  !process.env.ASSISTANT_TEST_WITHOUT_EMBEDDINGS
) {
  throw new Error(
    'ASSISTANT_TEST_EMBEDDINGS_URL is missing: start a server with systems/run.sh start embeddings, or set ASSISTANT_TEST_WITHOUT_EMBEDDINGS=1',
  );
}
if (realUrl) {
  describeEmbedder('OpenAiEmbedder on a real server', async () =>
    create(realUrl, {
      model: process.env.ASSISTANT_TEST_EMBEDDINGS_MODEL ?? 'e5-query',
      dimensions: 384,
      timeoutMs: 120_000,
      fetch: createOutgoingFetch({ timeoutMs: 120_000 }),
    }),
  );
}
