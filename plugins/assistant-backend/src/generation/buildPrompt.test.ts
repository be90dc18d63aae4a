import type { DataPolicy } from '@smart-assistant/backstage-plugin-assistant-node';
import type { Exposure } from '../access';
import type { KnownFact } from '../ask/stages';
import { renderPack } from '../retrieval/KnowledgePack';
import { estimateTokens } from '../text/estimateTokens';
import { buildPrompt, renderRules, type PromptOptions } from './buildPrompt';
import { PromptPolicy } from './PromptPolicy';
import { demoPage, entityOf, scopeOf } from './testUtils/demoPages';

const CHECKOUT = 'component:default/checkout';
const SHY = 'component:default/shy';

const page = demoPage('checkout/docs/crash-loop.md');
const pack = renderPack({
  scope: 'system:default/shop',
  generation: 4,
  chunks: demoPage('checkout/docs/consumer-lag.md'),
  maxTokens: 4_000,
});
const facts: KnownFact[] = [
  {
    material: 'states',
    entityRefs: [CHECKOUT],
    text: 'degraded since 14:02',
    citations: [],
  },
  {
    material: 'findings',
    entityRefs: [CHECKOUT],
    text: 'Heap outgrew its limit',
    citations: [],
  },
  {
    material: 'log-text',
    entityRefs: [CHECKOUT],
    text: 'OutOfMemoryError: heap',
    citations: [],
  },
  {
    material: 'values',
    entityRefs: [CHECKOUT],
    text: 'working set 498 MiB',
    citations: [],
  },
];
const history = [
  {
    question: 'What is it?',
    answer: 'A crash loop after 17 restarts.',
    entityRefs: [CHECKOUT],
  },
];

const policyOf = (
  dataPolicy: DataPolicy,
  exposures: Record<string, Exposure> = {},
) =>
  new PromptPolicy({
    dataPolicy,
    exposureOf: ref => exposures[ref] ?? 'full',
  });

function build(options: Partial<PromptOptions> = {}) {
  return buildPrompt({
    rules: renderRules({
      system: 'Rules.\n',
      glossary: [{ term: 'outbox', means: ['table of orders'] }],
    }),
    pack,
    scope: scopeOf('How to roll back?', { history }),
    sources: page.map((chunk, i) => ({ number: i + 1, chunk })),
    facts,
    policy: policyOf('full'),
    maxTokens: 16_000,
    ...options,
  });
}

const textOf = (prompt: ReturnType<typeof build>) =>
  prompt.messages.map(message => message.content).join('\n');

describe('buildPrompt', () => {
  it('puts what stays first and the question last', () => {
    const { messages } = build({ pack: undefined });

    expect(messages.map(({ role }) => role)).toEqual([
      'system',
      'user',
      'assistant',
      'user',
    ]);
    expect(messages[0].content).toBe(
      'Rules.\n\nWords of this company:\n- outbox: table of orders',
    );
    expect(messages[3].content).toMatch(
      /^Sources:\n\n\[\^1\] Crash loop[^]*\n\nWhat is known:\n\n- degraded since 14:02\n/,
    );
    expect(messages[3].content).toMatch(
      /The question is about: Checkout\. Environment: prod\.\n\nQuestion \(answer in English\): How to roll back\?$/,
    );
  });

  it('begins byte by byte the same for all questions of a scope', () => {
    const first = build().messages[0];
    const second = build({
      scope: scopeOf('Что с лагом?', { history: [], environment: 'stage' }),
      sources: [],
      facts: [],
    }).messages[0];
    expect(second).toEqual(first);
    expect(first.content).toMatch(
      /^Rules\.\n\nWords of this company:\n- outbox: table of orders\n\npack gen 4 sha [0-9a-f]{16}\n\n\[\^P1\]/,
    );
  });

  it.each(['How to roll back?', 'Как откатить неудачный релиз?'])(
    'keeps what changes below a quarter of what does not: %s',
    question => {
      const { messages, sources } = build({
        scope: scopeOf(question, {
          history: [1, 2, 3].map(number => ({
            question: `Earlier question ${number}?`,
            answer: 'word '.repeat(400),
            entityRefs: [],
          })),
        }),
        sources: [...page, ...demoPage('checkout/docs/out-of-memory.md')].map(
          (chunk, i) => ({ number: i + 1, chunk }),
        ),
      });
      const tokens = messages.map(({ content }) => estimateTokens(content));
      const all = tokens.reduce((a, b) => a + b);
      expect(tokens[0] / all).toBeGreaterThanOrEqual(0.8);
      expect(sources.length).toBeGreaterThan(0);
    },
  );

  it('gives the best source even beside a pack that leaves it little room', () => {
    const small = renderPack({
      scope: 's',
      generation: 4,
      chunks: demoPage('checkout/docs/consumer-lag.md').slice(0, 1),
      maxTokens: 4_000,
    });
    const long = { ...page[0], body: 'long '.repeat(400) };
    const { sources } = build({
      pack: small,
      sources: [long, ...page.slice(1)].map((chunk, i) => ({
        number: i + 1,
        chunk,
      })),
    });
    expect(sources.map(({ number }) => number)).toEqual([1]);
  });

  describe('by data policy', () => {
    const words = {
      question: 'How to roll back?',
      document: 'Crash loop',
      names: 'The question is about: Checkout.',
      environment: 'Environment: prod.',
      earlierQuestion: 'What is it?',
      state: 'degraded since',
      finding: 'Heap outgrew',
      earlierAnswer: 'after 17 restarts',
      log: 'OutOfMemoryError',
      value: '498 MiB',
    };
    type Word = keyof typeof words;
    const none: Word[] = ['question', 'document'];
    const metadata: Word[] = [
      ...none,
      'names',
      'environment',
      'earlierQuestion',
      'state',
      'finding',
    ];
    const full: Word[] = [...metadata, 'earlierAnswer', 'log', 'value'];

    it.each([
      ['none' as const, none, ['question', 'documents']],
      [
        'metadata' as const,
        metadata,
        ['question', 'history', 'documents', 'names', 'findings'],
      ],
      [
        'full' as const,
        full,
        ['question', 'history', 'documents', 'names', 'findings', 'telemetry'],
      ],
    ])('%s lets pass just what it names', (dataPolicy, expected, sent) => {
      const prompt = build({ pack: undefined, policy: policyOf(dataPolicy) });
      const text = textOf(prompt);
      expect(
        (Object.keys(words) as Word[])
          .filter(word => text.includes(words[word]))
          .sort(),
      ).toEqual([...expected].sort());
      expect(prompt.sent).toEqual(sent);
    });
  });

  describe('by exposure', () => {
    const canary = page.map(chunk => ({
      ...chunk,
      chunkId: `shy-${chunk.chunkId}`,
      entityRef: SHY,
      body: 'canary document',
    }));
    const about = (exposure: Exposure) =>
      build({
        policy: policyOf('full', { [SHY]: exposure }),
        scope: scopeOf('What now?', {
          entities: [entityOf({ entityRef: SHY, title: 'Shy name' })],
          history: [
            {
              question: 'What of it?',
              answer: 'canary answer',
              entityRefs: [CHECKOUT, SHY],
            },
          ],
        }),
        sources: [...canary, page[0]].map((chunk, i) => ({
          number: i + 1,
          chunk,
        })),
        facts: [
          {
            material: 'states',
            entityRefs: [SHY],
            text: 'shy state',
            citations: [],
          },
          {
            material: 'findings',
            entityRefs: [SHY],
            text: 'canary finding',
            citations: [],
          },
          {
            material: 'log-text',
            entityRefs: [SHY],
            text: 'canary log',
            citations: [],
          },
        ],
      });

    it('metadata lets name and state pass, and no text', () => {
      const prompt = about('metadata');
      expect(textOf(prompt)).not.toContain('canary');
      expect(textOf(prompt)).toContain('The question is about: Shy name.');
      expect(textOf(prompt)).toContain('shy state');
      expect(textOf(prompt)).toContain('What of it?');
      expect(prompt.sources.map(({ chunk }) => chunk.entityRef)).toEqual([
        CHECKOUT,
      ]);
      expect(prompt.sent).not.toContain('telemetry');
    });

    it('none lets nothing of it pass', () => {
      const prompt = about('none');
      expect(textOf(prompt)).not.toMatch(/canary|shy|What of it/i);
      expect(prompt.sent).toEqual(['question', 'documents']);
    });

    it('full lets all of it pass', () => {
      expect(textOf(about('full'))).toMatch(
        /canary document[^]*canary finding[^]*canary log/,
      );
    });
  });

  it.each([300, 1_000, 2_500, 6_000])('stays within %i tokens', maxTokens => {
    const prompt = build({ maxTokens });
    expect(estimateTokens(textOf(prompt))).toBeLessThanOrEqual(maxTokens);
    expect(textOf(prompt)).toContain('How to roll back?');
  });

  it('gives no part twice', () => {
    const prompt = build({
      sources: demoPage('checkout/docs/consumer-lag.md').map((chunk, i) => ({
        number: i + 1,
        chunk,
      })),
    });
    expect(prompt.sources).toEqual([]);
  });

  it('gives up a pack rather than the question', () => {
    const prompt = build({
      scope: scopeOf('why '.repeat(1_000)),
      maxTokens: 3_000,
    });
    expect(prompt.pack).toBeUndefined();
    expect(textOf(prompt)).toContain('why why why');
    expect(prompt.sources.length).toBeGreaterThan(0);
  });

  it('sorts the glossary, so that its order in the configuration changes no byte', () => {
    const glossary = [
      { term: 'b', means: ['2', 'two'] },
      { term: 'a', means: ['1'] },
    ];
    const rules = renderRules({ system: 'Rules.', glossary });
    expect(rules).toBe('Rules.\n\nWords of this company:\n- a: 1\n- b: 2; two');
    expect(
      renderRules({ system: 'Rules.', glossary: [...glossary].reverse() }),
    ).toBe(rules);
    expect(renderRules({ system: 'Rules.', glossary: [] })).toBe('Rules.');
  });
});
