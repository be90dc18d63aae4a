import { ServiceUnavailableError } from '@backstage/errors';
import type {
  DocumentReader,
  LanguageModel,
  ModelRequest,
  ModelStreamPart,
} from '@smart-assistant/backstage-plugin-assistant-node';
import type { Exposure } from '../access';
import type { ComposedEvent, Scope } from '../ask/stages';
import { composeEvidenceAnswer } from './composeEvidenceAnswer';
import { ModelAnswerer, type ModelOutcome } from './ModelAnswerer';
import {
  demoPage,
  entityOf,
  retrievalOf,
  scopeOf,
} from './testUtils/demoPages';

const page = demoPage('checkout/docs/crash-loop.md');
const packPage = demoPage('checkout/docs/out-of-memory.md');

class ScriptedModel implements LanguageModel {
  readonly id = 'scripted';
  readonly host = 'models.example';
  readonly dataPolicy = 'metadata';
  readonly contextTokens: number;
  readonly maxTokens?: number;
  requests: ModelRequest[] = [];

  constructor(
    readonly script: ReadonlyArray<ModelStreamPart | Error>,
    bounds: { contextTokens?: number; maxTokens?: number } = {},
  ) {
    this.contextTokens = bounds.contextTokens ?? 16_000;
    this.maxTokens = bounds.maxTokens;
  }

  async *stream(request: ModelRequest) {
    this.requests.push(request);
    for (const part of this.script) {
      if (part instanceof Error) {
        throw part;
      }
      yield part;
    }
  }
}

const baseReader = {
  generation: 4,
  builtAt: new Date('2026-11-22T03:00:00Z'),
  embedder: 'e@1',
  embedded: 1,
  search: async () => [],
  readDocument: async () => [],
  readScope: async (_options: { entityRefs: readonly string[] }) => packPage,
} satisfies DocumentReader;

async function run(
  script: ReadonlyArray<ModelStreamPart | Error>,
  options: Partial<Scope> = {},
  more: {
    bounds?: { contextTokens?: number; maxTokens?: number };
    exposures?: Record<string, Exposure>;
    reader?: DocumentReader;
  } = {},
) {
  const { exposures = {}, reader = baseReader } = more;
  const model = new ScriptedModel(script, more.bounds);
  const scope = scopeOf('How do I get checkout out of a crash loop?', options);
  const retrieval = retrievalOf([page]);
  const evidence = composeEvidenceAnswer(scope, retrieval);
  const stream = new ModelAnswerer({
    model,
    system: 'Rules.',
    glossary: [],
    readExposures: async () => ref => exposures[ref] ?? 'full',
  }).stream({
    scope,
    retrieval,
    evidence,
    reader,
    signal: new AbortController().signal,
  });
  const events: ComposedEvent[] = [];
  let outcome: ModelOutcome | undefined;
  for (let next = await stream.next(); ; next = await stream.next()) {
    if (next.done) {
      outcome = next.value;
      break;
    }
    events.push(next.value);
  }
  const text = events
    .map(event => (event.type === 'text-delta' ? event.text : ''))
    .join('');
  return { model, events, text, outcome: outcome!, evidence };
}

const say = (text: string): ModelStreamPart[] =>
  [...text].map(piece => ({ type: 'text' as const, text: piece }));

describe('ModelAnswerer', () => {
  it('streams checked sentences as a block of the model, each citation announced first', async () => {
    const { events, text, outcome, evidence } = await run([
      ...say(
        'Roll back **in Git**, for Argo CD would undo a rollback made with kubectl [^1]. ',
      ),
      ...say(
        'The alert `CheckoutMemoryNearLimit` means a working set above 90 % of the limit [^P2].',
      ),
      {
        type: 'usage',
        usage: { promptTokens: 900, completionTokens: 30, cachedTokens: 800 },
      },
      { type: 'end', reason: 'stop' },
    ]);

    expect(text.trim()).toMatch(
      /^Roll back \*\*in Git\*\*.* \[\^1\]\. The alert `CheckoutMemoryNearLimit` .* limit \[\^\d+\]\.$/,
    );
    expect(events[0]).toEqual({
      type: 'text-start',
      blockId: 'm1',
      origin: 'model',
      role: 'body',
    });
    expect(events.at(-1)).toEqual({ type: 'text-end', blockId: 'm1' });
    const known = evidence.citations.map(({ number }) => number);
    const announced = events.flatMap(event =>
      event.type === 'citation-available' ? [event.citation.number] : [],
    );
    expect(known.filter(number => announced.includes(number))).toEqual([]);
    const used = [...text.matchAll(/\[\^(\d+)\]/g)].map(match =>
      Number(match[1]),
    );
    expect(
      used.filter(number => ![...known, ...announced].includes(number)),
    ).toEqual([]);
    expect(
      events.findIndex(event => event.type === 'citation-available'),
    ).toBeLessThan(
      events.findIndex(
        event =>
          event.type === 'text-delta' &&
          event.text.includes(`[^${announced[0]}]`),
      ),
    );
    expect(outcome).toMatchObject({
      failed: false,
      usage: {
        model: 'scripted',
        host: 'models.example',
        promptTokens: 900,
        cachedTokens: 800,
        sent: ['question', 'documents', 'names'],
      },
      entityRefs: ['component:default/checkout'],
    });
  });

  it('drops what names no source, and marks what its source does not say', async () => {
    const { text } = await run([
      ...say(
        'Just reboot everything. Restart the coffee machine twice [^77]. The moon is made of green cheese [^1]. ',
      ),
      ...say('Read the last words of the dead container [^1].'),
      { type: 'end', reason: 'stop' },
    ]);

    expect(text).toBe(
      'The moon is made of green cheese [^1]. *(no source says this)* Read the last words of the dead container [^1].',
    );
  });

  it('drops it from a diagnosis altogether', async () => {
    const { text } = await run(
      [
        ...say('The moon is made of green cheese [^1].'),
        { type: 'end', reason: 'stop' },
      ],
      { questionClass: 'diagnose' },
    );
    expect(text).toBe('');
  });

  it('lets no invented command through', async () => {
    const { text } = await run(
      [
        ...say(
          'Read the last words with `kubectl delete namespace shop-prod-db --force-now` [^1].',
        ),
        { type: 'end', reason: 'stop' },
      ],
      {
        questionClass: 'diagnose',
      },
    );
    expect(text).toBe('');
  });

  it('makes links and pictures of a model harmless', async () => {
    const { text } = await run([
      ...say(
        'See ![x](https://evil.example/p) the last words of the dead container [^1].',
      ),
      { type: 'end', reason: 'stop' },
    ]);
    expect(text).toBe(
      'See x the last words of the dead container [^1]. *(no source says this)*',
    );
  });

  it('shows nothing when the model says that the sources do not answer', async () => {
    expect(
      (await run([...say('NOTHING'), { type: 'end', reason: 'stop' }])).events,
    ).toEqual([]);
  });

  it('stays complete without the model, and says so', async () => {
    const { events, outcome } = await run([
      new ServiceUnavailableError('down at models.example'),
    ]);

    expect(events).toEqual([
      {
        type: 'answer-error',
        code: 'model-unavailable',
        message:
          'The language model did not answer; what stands above was composed from the pages alone.',
        remedy: expect.stringContaining('assistant.model'),
        fatal: false,
      },
    ]);
    expect(outcome.failed).toBe(true);
  });

  it('keeps whole sentences when the model fails in the middle', async () => {
    const { events, text } = await run([
      ...say('Read the last words of the dead container [^1]. And then you'),
      new ServiceUnavailableError('gone'),
    ]);

    expect(text).toBe('Read the last words of the dead container [^1].');
    expect(events.slice(-2)).toMatchObject([
      { type: 'text-end' },
      {
        type: 'answer-error',
        message: 'The text of the model breaks off here.',
        fatal: false,
      },
    ]);
  });

  it('puts the same bytes first for two questions of one scope', async () => {
    const [first] = (await run([{ type: 'end', reason: 'stop' }])).model
      .requests;
    const [second] = (
      await run([{ type: 'end', reason: 'stop' }], {
        question: 'And how long does it take?',
        language: 'ru',
      })
    ).model.requests;

    expect(second.messages[0]).toEqual(first.messages[0]);
    expect(first.messages[0].content).toMatch(
      /^Rules\.\n\npack gen 4 sha \w{16}\n\n\[\^P1\] /,
    );
    expect(second.cacheKey).toBe(first.cacheKey);
    expect(second.messages.at(-1)?.content).toMatch(
      /Question \(answer in Russian\): And how long does it take\?$/,
    );
  });

  it('uses no pack that holds what the asker may not read', async () => {
    const scope = scopeOf('x');
    const asker = {
      ...scope.asker,
      filter: {
        entities: { type: 'refs' as const, refs: new Set<string>() },
        principals: [],
      },
    };
    const { model } = await run([{ type: 'end', reason: 'stop' }], { asker });
    expect(model.requests[0].messages[0].content).toBe('Rules.');
  });

  it.each([
    ['its own bound', { maxTokens: 2_000 }, 2_000],
    ['600 without one', {}, 600],
    [
      'a quarter of a small context',
      { maxTokens: 2_000, contextTokens: 4_000 },
      1_000,
    ],
  ])('gives the model %s for its answer', async (_name, bounds, expected) => {
    const { model } = await run(
      [{ type: 'end', reason: 'stop' }],
      {},
      { bounds },
    );
    expect(model.requests[0].maxTokens).toBe(expected);
  });

  describe('of entities with an exposure', () => {
    const entities = [
      entityOf({
        neighbourhood: ['component:default/shy', 'system:default/shop'],
      }),
    ];
    const readScope = jest.fn(async () => packPage);
    const reader: DocumentReader = { ...baseReader, readScope };
    beforeEach(() => readScope.mockClear());

    it('reads no pack of those that no model may be given', async () => {
      await run(
        [{ type: 'end', reason: 'stop' }],
        { entities },
        { exposures: { 'component:default/shy': 'metadata' }, reader },
      );
      expect(readScope).toHaveBeenCalledWith(
        expect.objectContaining({
          entityRefs: ['component:default/checkout', 'system:default/shop'],
        }),
      );
    });

    it('is not asked where nothing is left to quote', async () => {
      const none = {
        'component:default/checkout': 'metadata',
        'component:default/shy': 'none',
        'system:default/shop': 'metadata',
      } as const;
      const { model, events, outcome } = await run(
        say('Something [^1].'),
        { entities },
        { exposures: none, reader },
      );
      expect(model.requests).toEqual([]);
      expect(events).toEqual([]);
      expect(outcome).toBeUndefined();
      expect(readScope).not.toHaveBeenCalled();
    });
  });
});
