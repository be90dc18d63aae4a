import type { Entity } from '@backstage/catalog-model';
import type { AnswerEvent } from '@smart-assistant/backstage-plugin-assistant-common';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Behavior,
  ending,
  FaultyModelServer,
  stream,
  words,
} from './__testUtils__/FaultyModelServer';
import {
  startAssistant,
  type StartedAssistant,
} from './__testUtils__/startAssistant';

const KEY = 'sk-canary-key';
/** What the endpoint says of itself: for nobody's eyes, it may repeat the question. */
const BODY = 'canary-body';
const FIRST_WORD_MS = 1_000;
const TOTAL_MS = 2_500;

const QUESTIONS = {
  en: 'How do I roll back checkout after a bad release?',
  ru: 'Как откатить checkout после неудачного релиза?',
};
const CALM = {
  en: {
    failed: /^The language model did not answer; .*pages alone\.$/,
    incomplete: /^The text of the model breaks off here\.$/,
    remedy: /Ask again in a minute\..*assistant\.model/,
  },
  ru: {
    failed: /^Языковая модель не ответила; .*по страницам\.$/,
    incomplete: /^На этом месте текст модели обрывается\.$/,
    remedy: /Повторите вопрос через минуту\..*assistant\.model/,
  },
};

const checkout: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout', namespace: 'default', title: 'Checkout' },
  spec: {
    type: 'service',
    lifecycle: 'production',
    owner: 'user:default/mock',
  },
};

const RUNBOOK = {
  'rollback.md': `# Roll checkout back

## Roll back a bad release

1. Run \`helm rollback checkout\` to roll checkout back after a bad release.
2. Watch the pods of checkout until they are ready.
`,
  'otkat.md': `# Откат checkout

## Откатить неудачный релиз

1. Выполните \`helm rollback checkout\`, чтобы откатить checkout после неудачного релиза.
2. Следите за подами checkout, пока они не будут готовы.
`,
};

/** What a healthy model says: words of the source that it names. */
const sentence = (prompt: string) => {
  const source = prompt.match(/\[\^(P?\d+)\] .*\n[^[]*helm rollback/)?.[1];
  return `Run \`helm rollback checkout\` [^${source}]. `;
};
const say = (prompt: string) => words(sentence(prompt));

const html: Behavior = (_, res) =>
  res
    .writeHead(200, { 'content-type': 'text/html' })
    .end(`<html>${BODY} ${KEY}</html>`);
const status =
  (code: number, headers = {}): Behavior =>
  (_, res) =>
    res
      .writeHead(code, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ error: { message: `${BODY} ${KEY}` } }));

/** Name, what the endpoint does, and what an operator reads in the log. */
const FAULTS: Array<[string, Behavior, RegExp]> = [
  ['hangs', () => undefined, /did not begin to answer in time/],
  [
    'sends headers and hangs',
    stream(() => [], 'hang'),
    /did not begin to answer in time/,
  ],
  [
    'hangs in the middle',
    stream(prompt => [say(prompt), words('And')], 'hang'),
    /took too long/,
  ],
  [
    'stops in the middle',
    stream(prompt => [say(prompt), words(BODY)]),
    /without saying that it was complete/,
  ],
  [
    'breaks the connection in the middle',
    stream(prompt => [say(prompt), words('And')], 'destroy'),
    /broke the connection in the middle/,
  ],
  [
    'sends a chunk that is no JSON',
    stream(prompt => [
      say(prompt),
      words('And'),
      `data: {"choices": [${BODY}\n\n`,
      ending,
    ]),
    /cannot be read/,
  ],
  [
    'sends an error inside its stream',
    stream(() => [`data: {"error": {"message": "${BODY} ${KEY}"}}\n\n`]),
    /language model/,
  ],
  [
    'calls its stream JSON',
    (prompt, res) =>
      res
        .writeHead(200, { 'content-type': 'application/json' })
        .end(say(prompt) + ending),
    /answered with application\/json/,
  ],
  ['answers HTML with 200', html, /answered with text\/html/],
  [
    'answers 429 with Retry-After',
    status(429, { 'retry-after': '120' }),
    /too many requests.*\(429\)/,
  ],
  ['answers 500', status(500), /failed \(500\)/],
  ['refuses the key', status(401), /refused the key \(401\)/],
];

describe('a language model that fails', () => {
  let server: FaultyModelServer;
  let assistant: StartedAssistant;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'assistant-runbook-'));
    for (const [name, text] of Object.entries(RUNBOOK)) {
      await writeFile(join(directory, name), text);
    }
    server = await FaultyModelServer.start();
    assistant = await startAssistant({
      entities: [checkout],
      assistant: {
        documents: {
          techdocs: { enabled: false },
          markdown: [
            {
              id: 'checkout',
              path: directory,
              entityRef: 'component:default/checkout',
            },
          ],
        },
        model: {
          use: 'openai',
          openai: {
            baseUrl: server.baseUrl,
            apiKey: KEY,
            model: 'small',
            firstTokenTimeoutSeconds: FIRST_WORD_MS / 1_000,
            timeoutSeconds: TOTAL_MS / 1_000,
          },
        },
        rateLimit: { questionsPerMinute: 500 },
      },
    });
  }, 300_000);

  afterAll(async () => {
    await assistant?.stop();
    await server?.stop();
    await rm(directory, { recursive: true, force: true });
  }, 60_000);

  async function ask(language: 'en' | 'ru') {
    const startedAt = Date.now();
    const came: Array<{ event: AnswerEvent; afterMs: number }> = [];
    for await (const event of assistant.client.ask({
      question: QUESTIONS[language],
    })) {
      came.push({ event, afterMs: Date.now() - startedAt });
    }
    return { came, events: came.map(({ event }) => event) };
  }

  it('speaks while it is healthy', async () => {
    server.behave(stream(prompt => [say(prompt), ending]));
    const { events } = await ask('en');
    expect(events.some(event => event.type === 'answer-error')).toBe(false);
    expect(origins(events).at(-1)).toBe('model');
    expect(events.at(-1)).toMatchObject({
      status: 'complete',
      model: { promptTokens: 9 },
    });
    const { answerId } = startOf(events);
    expect((await assistant.client.getAnswer(answerId)).events).toEqual(events);
  }, 60_000);

  describe.each(['en', 'ru'] as const)('asked in %s', language => {
    it.each(FAULTS)(
      '%s: the composed answer stands, with a calm note',
      async (fault, behavior, reason) => {
        server.behave(behavior);
        const logged = assistant.logs.length;

        const { came, events } = await ask(language);

        const errors = events.flatMap(event =>
          event.type === 'answer-error' ? [event] : [],
        );
        const spoke = origins(events).includes('model');
        expect(spoke).toBe(/in the middle|no JSON/.test(fault));
        const calm = CALM[language];
        expect(errors).toEqual([
          expect.objectContaining({
            code: 'model-unavailable',
            message: expect.stringMatching(
              spoke ? calm.incomplete : calm.failed,
            ),
            remedy: expect.stringMatching(calm.remedy),
            fatal: false,
          }),
        ]);
        expect(events.at(-1)).toMatchObject({
          type: 'answer-end',
          status: 'complete',
          model: { model: 'small', host: expect.stringMatching(/^127\.0\.0/) },
        });
        expectWholeAnswer(events);
        expect(server.requests).toBe(1);
        // neither the endpoint's words nor the key, on the wire, in the log or in what is kept
        const log = assistant.logs.slice(logged).join('\n');
        const { answerId } = startOf(events);
        const kept = await assistant.client.getAnswer(answerId);
        expect(kept).toMatchObject({ state: 'complete', events });
        expect(JSON.stringify([events, kept, log])).not.toMatch(
          new RegExp(`${KEY}|${BODY}`),
        );
        expect(log).toMatch(reason);
        // what was composed did not wait for the model
        const composed = came.find(({ event }) => event.type === 'text-end');
        expect(composed?.afterMs).toBeLessThan(FIRST_WORD_MS);
        expect(came.at(-1)?.afterMs).toBeLessThan(TOTAL_MS + 2_000);
      },
      60_000,
    );
  });

  it('is left alone within a second when the asker leaves', async () => {
    server.behave(stream(() => [words('Checkout')], 'hang'));
    const asked = () => server.requests === 1;
    const controller = new AbortController();
    const events: AnswerEvent[] = [];
    await expect(
      (async () => {
        for await (const event of assistant.client.ask(
          { question: QUESTIONS.en },
          { signal: controller.signal },
        )) {
          events.push(event);
          if (event.type === 'suggestions-available') {
            await until(asked);
            controller.abort();
          }
        }
      })(),
    ).rejects.toMatchObject({ name: 'AbortError' });
    const leftAt = Date.now();
    await until(() => server.closed === 1);
    expect(Date.now() - leftAt).toBeLessThan(1_000);
    expectWholeAnswer(events);
  }, 60_000);
});

/** The blocks of the composed answer: each begun block has an end, citations come before their marks. */
function expectWholeAnswer(events: readonly AnswerEvent[]) {
  const composed = events.flatMap(event =>
    event.type === 'text-start' && event.origin === 'evidence'
      ? [event.blockId]
      : [],
  );
  const ended = events.flatMap(event =>
    event.type === 'text-end' ? [event.blockId] : [],
  );
  expect(composed.length).toBeGreaterThan(0);
  expect(ended).toEqual(expect.arrayContaining(composed));
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['citation-available', 'steps-available']),
  );
}

function origins(events: readonly AnswerEvent[]) {
  return events.flatMap(event =>
    event.type === 'text-start' ? [event.origin] : [],
  );
}

function startOf(events: readonly AnswerEvent[]) {
  const [start] = events;
  if (start?.type !== 'answer-start') {
    throw new Error(`the answer begins with ${start?.type}`);
  }
  return start;
}

async function until(holds: () => boolean) {
  for (let waited = 0; !holds() && waited < 5_000; waited += 20) {
    await new Promise(done => setTimeout(done, 20));
  }
  expect(holds()).toBe(true);
}
