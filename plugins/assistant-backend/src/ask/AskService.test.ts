import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type { AnswerEvent } from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  DocumentBase,
  DocumentReader,
  Embedder,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { AskService, type AskServiceOptions } from './AskService';
import { AskTelemetry } from './AskTelemetry';
import { demoPage } from '../generation/testUtils/demoPages';
import {
  checkoutOutOfMemory,
  diagnosisOf,
} from '../generation/testUtils/diagnosis';
import type { DiagnoseStage } from './diagnosis';
import type { AnswerStore, ModelStage } from './ports';
import type { EvidenceAnswer, Retrieval, Scope } from './stages';

const ann = mockCredentials.user('user:default/ann');
const now = new Date('2026-03-01T12:00:00Z');
const reader = { generation: 3 } as DocumentReader;
const retrieval: Retrieval = {
  chunks: [],
  answered: true,
  basis: {
    documents: { generation: 3, builtAt: now.toISOString(), dense: 'ready' },
  },
  searched: { entities: [], everywhere: true },
  bestDocument: [],
};
const evidence: EvidenceAnswer = {
  events: [
    { type: 'text-start', blockId: 'v', origin: 'evidence', role: 'verdict' },
    { type: 'text-delta', blockId: 'v', text: 'Roll back.' },
    { type: 'text-end', blockId: 'v' },
  ],
  citations: [],
  text: 'Roll back.',
  entityRefs: ['component:default/checkout'],
};

function createScope(more: Partial<Scope> = {}): Scope {
  return {
    asker: {
      userRef: 'user:default/ann',
      principals: ['user:default/ann'],
      filter: { entities: { type: 'all' }, principals: [] },
      levelOf: () => 'full',
    },
    question: 'q',
    searchText: 'q',
    language: 'ru',
    questionClass: 'how-to',
    entities: [],
    origin: 'none',
    unknownEntity: false,
    ownsSomething: true,
    asOf: now,
    history: [],
    ...more,
  };
}

function createStore() {
  const appended: AnswerEvent[] = [];
  const refs = new Set<string>();
  return {
    appended,
    refs,
    begin: jest.fn(async () => ({ conversationId: 'c1' })),
    append: jest.fn(async (options: Parameters<AnswerStore['append']>[0]) => {
      appended.push(...options.events);
      options.entityRefs.forEach(ref => refs.add(ref));
    }),
    finish: jest.fn(
      async (_end: Parameters<AnswerStore['finish']>[0]) => undefined,
    ),
    history: jest.fn(async () => []),
    isStopRequested: jest.fn(async () => false),
  };
}

function setup(more: Partial<AskServiceOptions> = {}) {
  const answers = createStore();
  const limiter = {
    acquire: jest.fn(async () => ({ granted: true as const })),
    release: jest.fn(async () => undefined),
  };
  const scope = createScope();
  const service = new AskService({
    limiter,
    answers,
    askers: { resolve: async () => ({ asker: scope.asker }) },
    scope: { resolve: async () => scope },
    documents: { open: async () => reader } as unknown as DocumentBase,
    embedder: {} as Embedder,
    retriever: { retrieve: async () => retrieval },
    sources: () => [],
    compose: () => evidence,
    telemetry: AskTelemetry.create(),
    logger: mockServices.logger.mock(),
    now: () => now,
    ...more,
  });
  return { service, answers, limiter };
}

async function ask(
  service: AskService,
  options: { signal?: AbortSignal; conversationId?: string } = {},
) {
  const { signal = new AbortController().signal, conversationId } = options;
  const events: AnswerEvent[] = [];
  for await (const event of service.ask({
    request: { question: 'q', conversationId },
    credentials: ann,
    signal,
  })) {
    events.push(event);
  }
  return events;
}

const typesOf = (events: AnswerEvent[]) => events.map(({ type }) => type);

describe('AskService', () => {
  it('goes through the stages in order, stores all that it sends, and gives the lease back', async () => {
    const { service, answers, limiter } = setup();
    const events = await ask(service);
    expect(typesOf(events)).toEqual([
      'answer-start',
      'scope-resolved',
      'sources-available',
      'text-start',
      'text-delta',
      'text-end',
      'answer-end',
    ]);
    expect(answers.appended).toEqual(events);
    expect(answers.refs).toEqual(new Set(['component:default/checkout']));
    expect(answers.finish).toHaveBeenCalledWith(
      expect.objectContaining({
        state: 'complete',
        text: 'Roll back.',
        language: 'ru',
        basis: retrieval.basis,
      }),
    );
    expect(limiter.release).toHaveBeenCalledTimes(1);
    expect(answers.history).not.toHaveBeenCalled();
  });

  it('searches nothing for small talk', async () => {
    const open = jest.fn();
    const { service } = setup({
      scope: {
        resolve: async () => createScope({ questionClass: 'small-talk' }),
      },
      documents: { open } as unknown as DocumentBase,
    });
    expect(typesOf(await ask(service))).not.toContain('sources-available');
    expect(open).not.toHaveBeenCalled();
  });

  it('throws what fails before the scope is known, and stores nothing', async () => {
    const { service, answers, limiter } = setup({
      scope: {
        resolve: async () => {
          throw new InputError('that day has not come');
        },
      },
    });
    await expect(ask(service)).rejects.toThrow('that day has not come');
    expect(answers.begin).not.toHaveBeenCalled();
    expect(limiter.release).toHaveBeenCalledTimes(1);
  });

  it('refuses over a limit before it does anything', async () => {
    const resolve = jest.fn();
    const { service } = setup({
      limiter: {
        acquire: async () => ({
          granted: false,
          reason: 'rate',
          retryAfterSeconds: 7,
        }),
        release: async () => undefined,
      },
      scope: { resolve },
    });
    await expect(ask(service)).rejects.toMatchObject({
      statusCode: 429,
      retryAfterSeconds: 7,
    });
    expect(resolve).not.toHaveBeenCalled();
  });

  it.each([
    [new ServiceUnavailableError('db'), 'source-failed'],
    [new TypeError('component:default/secret'), 'internal'],
  ])(
    'ends an answer that fails in the middle with words: %s',
    async (error, code) => {
      const { service, answers } = setup({
        retriever: {
          retrieve: async () => {
            throw error;
          },
        },
      });
      const events = await ask(service);
      expect(typesOf(events).slice(-2)).toEqual(['answer-error', 'answer-end']);
      expect(events.at(-2)).toMatchObject({ code, fatal: true });
      expect(JSON.stringify(events)).not.toContain('secret');
      expect(answers.finish).toHaveBeenCalledWith(
        expect.objectContaining({ state: 'failed' }),
      );
    },
  );

  it('says that there is no base yet', async () => {
    const { service } = setup({
      documents: { open: async () => undefined } as unknown as DocumentBase,
    });
    expect((await ask(service)).at(-2)).toMatchObject({
      code: 'base-not-ready',
      message: 'Документы ещё не прочитаны.',
    });
  });

  it('keeps an answer as stopped when the client leaves between two events', async () => {
    const { service, answers, limiter } = setup();
    for await (const event of service.ask({
      request: { question: 'q' },
      credentials: ann,
      signal: new AbortController().signal,
    })) {
      if (event.type === 'text-start') {
        break;
      }
    }
    expect(typesOf(answers.appended).slice(-3)).toEqual([
      'text-start',
      'text-end',
      'answer-end',
    ]);
    expect(answers.appended.at(-1)).toMatchObject({ status: 'stopped' });
    expect(answers.finish).toHaveBeenCalledWith(
      expect.objectContaining({ state: 'stopped', text: 'Roll back.' }),
    );
    expect(limiter.release).toHaveBeenCalledTimes(1);
  });

  it('leaves a stage that does not listen when the client leaves', async () => {
    const { service, answers } = setup({
      retriever: { retrieve: () => new Promise(() => undefined) },
    });
    const controller = new AbortController();
    const asked = ask(service, { signal: controller.signal });
    setTimeout(() => controller.abort(), 30);
    const startedAt = Date.now();
    expect((await asked).at(-1)).toMatchObject({ status: 'stopped' });
    expect(Date.now() - startedAt).toBeLessThan(1_000);
    expect(answers.finish).toHaveBeenCalledWith(
      expect.objectContaining({ state: 'stopped' }),
    );
  });

  it('reads earlier answers with the rights of now when a conversation goes on', async () => {
    const { service, answers } = setup();
    await ask(service, { conversationId: 'c9' });
    expect(answers.history).toHaveBeenCalledWith({
      conversationId: 'c9',
      ownerRef: 'user:default/ann',
      filter: { entities: { type: 'all' }, principals: [] },
      limit: 5,
    });
  });

  describe('with telemetry', () => {
    const live = (more: Partial<Scope> = {}) => ({
      resolve: async () => createScope({ questionClass: 'diagnose', ...more }),
    });
    const diagnosis = diagnosisOf('ru');
    const diagnose: DiagnoseStage = { diagnose: async () => diagnosis };

    it('judges while it reads, composes from both, and tells the version of both', async () => {
      const compose = jest.fn(() => evidence);
      const { service, answers } = setup({ scope: live(), diagnose, compose });
      const events = await ask(service);
      expect(compose).toHaveBeenCalledWith(
        expect.objectContaining({ questionClass: 'diagnose' }),
        { ...retrieval, answered: false },
        { diagnosis },
      );
      expect(events.at(-1)).toMatchObject({
        status: 'complete',
        basis: {
          ...retrieval.basis,
          telemetry: { version: 18_204, at: '2026-11-24T14:19:57.000Z' },
        },
      });
      expect(answers.refs).toContain('component:default/storefront');
    });

    it('does not wait for the one to begin the other', async () => {
      const begun: string[] = [];
      let release = () => {};
      const both = new Promise<void>(resolve => {
        release = resolve;
      });
      const meet = async (name: string) => {
        begun.push(name);
        if (begun.length === 2) {
          release();
        }
        await both;
      };
      const { service } = setup({
        scope: live(),
        diagnose: {
          diagnose: async () => {
            await meet('diagnose');
            return { ...diagnosis, findings: [] };
          },
        },
        retriever: {
          retrieve: async () => {
            await meet('retrieve');
            return retrieval;
          },
        },
      });
      expect((await ask(service)).at(-1)).toMatchObject({ status: 'complete' });
      expect(begun.sort()).toEqual(['diagnose', 'retrieve']);
    });

    it('looks for the steps against the cause, not against the words of the question', async () => {
      const retrieve = jest.fn(async (_: { scope: Scope }) => retrieval);
      const { service } = setup({
        scope: live({ searchText: 'почему всё плохо' }),
        diagnose,
        retriever: { retrieve },
      });
      await ask(service);
      expect(
        retrieve.mock.calls.map(([{ scope }]) => scope.searchText),
      ).toEqual([
        'почему всё плохо',
        'checkout: контейнеру не хватает памяти (OOMKilled)',
      ]);
    });

    it.each([
      [0.59, false],
      [0.6, true],
    ])(
      'takes a page that is for the cause by %d: %s',
      async (score, answered) => {
        const compose = jest.fn(
          (_scope: Scope, _found?: Retrieval) => evidence,
        );
        const [page] = demoPage('checkout/docs/out-of-memory.md', { score });
        const { service } = setup({
          scope: live(),
          diagnose,
          compose,
          retriever: {
            retrieve: async () => ({ ...retrieval, chunks: [page] }),
          },
        });
        await ask(service);
        expect(compose.mock.calls[0][1]).toMatchObject({ answered });
      },
    );

    it('prefers the runbook that an alert names, if the person may read it', async () => {
      const [page] = demoPage('checkout/docs/crash-loop.md');
      const finding = checkoutOutOfMemory('ru');
      finding.evidence[0].runbookUrl = `https://portal.example${page.url}`;
      const readScope = jest.fn(async () => [page]);
      const compose = jest.fn((_scope: Scope, _found?: Retrieval) => evidence);
      const { service } = setup({
        scope: live(),
        diagnose: {
          diagnose: async () => ({ ...diagnosis, findings: [finding] }),
        },
        documents: {
          open: async () => ({ generation: 3, readScope }),
        } as unknown as DocumentBase,
        compose,
      });
      await ask(service);
      expect(readScope).toHaveBeenCalledWith(
        expect.objectContaining({
          entityRefs: ['component:default/checkout'],
          filter: { entities: { type: 'all' }, principals: [] },
        }),
      );
      expect(compose.mock.calls[0][1]).toMatchObject({
        answered: true,
        ofAlert: true,
        bestDocument: [page],
      });
    });

    it.each([
      [
        'fails',
        async () => Promise.reject(new TypeError('component:default/secret')),
      ],
      ['is late', () => new Promise<never>(() => undefined)],
    ])('goes on without a diagnosis that %s', async (_name, stage) => {
      const compose = jest.fn(() => evidence);
      const { service } = setup({
        scope: live(),
        diagnose: { diagnose: stage },
        compose,
      });
      const startedAt = Date.now();
      const events = await ask(service);
      expect(Date.now() - startedAt).toBeLessThan(3_000);
      expect(compose).toHaveBeenCalledWith(expect.anything(), retrieval, {
        failed: true,
      });
      expect(events.at(-1)).toMatchObject({
        status: 'complete',
        basis: retrieval.basis,
      });
      expect(JSON.stringify(events)).not.toContain('secret');
    });

    it('tells what is wrong even before the documents are read', async () => {
      const { service } = setup({
        scope: live(),
        diagnose,
        documents: { open: async () => undefined } as unknown as DocumentBase,
      });
      const events = await ask(service);
      expect(events.at(-1)).toMatchObject({
        status: 'complete',
        basis: { telemetry: { version: 18_204 } },
      });
      expect(events.at(-2)).toMatchObject({
        type: 'answer-error',
        code: 'base-not-ready',
        fatal: false,
      });
    });

    it('does not judge for a question that names nothing and wants a guide', async () => {
      const stage = jest.fn(async () => diagnosis);
      const { service } = setup({ diagnose: { diagnose: stage } });
      await ask(service);
      expect(stage).not.toHaveBeenCalled();
    });

    it('stops at once when the client leaves while it judges', async () => {
      const { service } = setup({
        scope: live(),
        diagnose: { diagnose: () => new Promise(() => undefined) },
      });
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 30);
      const events = await ask(service, { signal: controller.signal });
      expect(events.at(-1)).toMatchObject({ status: 'stopped' });
    });

    it('lets a model word what was found where no page answers', async () => {
      const model = jest.fn(async function* silent(
        _run: Parameters<ModelStage>[0],
      ) {
        return undefined;
      });
      const facts = [
        {
          material: 'findings' as const,
          entityRefs: ['component:default/checkout'],
          text: 'x [^1]',
          citations: [1],
        },
      ];
      const { service } = setup({
        scope: live(),
        diagnose,
        model,
        compose: () => ({ ...evidence, facts }),
        retriever: {
          retrieve: async () => ({ ...retrieval, answered: false }),
        },
      });
      await ask(service);
      expect(model).toHaveBeenCalledTimes(1);
      expect(model.mock.calls[0][0]).toMatchObject({
        facts,
        retrieval: { chunks: [] },
      });
    });
  });

  describe('with a model', () => {
    const usage = {
      model: 'm',
      host: 'h',
      dataPolicy: 'metadata',
      sent: ['question'],
    } as const;
    const words: ModelStage = async function* stage() {
      yield { type: 'text-start', blockId: 'm', origin: 'model', role: 'body' };
      yield { type: 'text-delta', blockId: 'm', text: 'In ' };
      yield { type: 'text-delta', blockId: 'm', text: 'short. ' };
      yield { type: 'text-end', blockId: 'm' };
      return {
        usage: { ...usage, sent: ['question'] },
        failed: false,
        entityRefs: ['component:default/cart'],
      };
    };

    it('lets it speak after the composed answer, and counts in what it was given', async () => {
      const { service, answers } = setup({ model: words });
      const events = await ask(service);
      expect(typesOf(events).slice(-5)).toEqual([
        'text-start',
        'text-delta',
        'text-delta',
        'text-end',
        'answer-end',
      ]);
      expect(events.at(-1)).toMatchObject({
        model: { model: 'm' },
        status: 'complete',
      });
      expect(answers.refs).toContain('component:default/cart');
      expect(answers.finish).toHaveBeenCalledWith(
        expect.objectContaining({ text: 'Roll back.\n\nIn short.' }),
      );
    });

    it('may have nothing to say, and is then not named', async () => {
      const { service, answers } = setup({
        model: async function* silent() {
          return undefined;
        },
      });
      const events = await ask(service);
      expect(events.at(-1)).toMatchObject({ status: 'complete' });
      expect(events.at(-1)).not.toHaveProperty('model.model');
      expect(answers.refs).toEqual(new Set(['component:default/checkout']));
      expect(answers.finish).toHaveBeenCalledWith(
        expect.objectContaining({ text: 'Roll back.' }),
      );
    });

    it('is not asked when no page answers', async () => {
      const { service } = setup({
        model: words,
        retriever: {
          retrieve: async () => ({ ...retrieval, answered: false }),
        },
      });
      expect((await ask(service)).at(-1)).not.toHaveProperty('model.model');
    });

    it('counts in all that it could have been given when it is interrupted', async () => {
      const entities: Scope['entities'] = [
        {
          entityRef: 'component:default/checkout',
          title: 'c',
          kind: 'component',
          level: 'full',
          placeholders: new Map(),
          neighbourhood: ['component:default/cart'],
        },
      ];
      const { service, answers } = setup({
        scope: { resolve: async () => createScope({ entities }) },
        model: async function* stage({ signal }) {
          yield {
            type: 'text-start',
            blockId: 'm',
            origin: 'model',
            role: 'body',
          };
          yield { type: 'text-delta', blockId: 'm', text: 'Half a' };
          await new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(signal.reason));
          });
          throw new Error('not reached');
        },
      });
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 30);
      const events = await ask(service, { signal: controller.signal });
      // what is kept reads as a whole, and is what was sent
      expect(typesOf(events).slice(-2)).toEqual(['text-end', 'answer-end']);
      expect(answers.appended).toEqual(events);
      expect(events.at(-1)).toMatchObject({ status: 'stopped' });
      expect(answers.finish).toHaveBeenCalledWith(
        expect.objectContaining({ text: 'Roll back.\n\nHalf a' }),
      );
      expect(answers.refs).toContain('component:default/cart');
    });
  });
});
