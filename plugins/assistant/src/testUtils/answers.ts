import type {
  AnswerEvent,
  AnswerEventBody,
  Citation,
  Conversation,
  ConversationSummary,
  StoredAnswer,
} from '@smart-assistant/backstage-plugin-assistant-common';

/** Numbers events as the server does. */
export function numbered(...bodies: AnswerEventBody[]): AnswerEvent[] {
  return bodies.map((body, sequence) => ({ ...body, sequence } as AnswerEvent));
}

export const crashLoopCitation: Citation = {
  number: 1,
  kind: 'document',
  title: 'Runbook: Checkout',
  headingPath: ['Runbook: Checkout', 'Crash loop after a release'],
  url: '/docs/default/component/checkout/runbook/#crash-loop',
  entityRef: 'component:default/checkout',
  entityTitle: 'checkout',
  language: 'en',
  snippet: 'Give back the former release first, then look at the logs.',
  at: '2026-11-20T08:00:00Z',
};

export const glossaryCitation: Citation = {
  number: 2,
  kind: 'document',
  title: 'Glossary',
  headingPath: ['Glossary', 'Crash loop'],
  snippet: 'A container that ends again and again soon after its start.',
};

export const answerStart = {
  type: 'answer-start',
  answerId: 'a-1',
  conversationId: 'c-1',
  question: 'How do I get checkout out of a crash loop?',
  language: 'en',
  at: '2026-11-24T10:00:00Z',
} as const;

export const answerEnd = {
  type: 'answer-end',
  status: 'complete',
  tookMs: 312,
  basis: {
    documents: {
      generation: 7,
      builtAt: '2026-11-22T03:00:00Z',
      dense: 'ready',
    },
  },
} as const;

/** A complete how-to answer: verdict, steps with a command, two sources. */
export const howToEvents = numbered(
  answerStart,
  {
    type: 'scope-resolved',
    entities: [{ entityRef: 'component:default/checkout', title: 'checkout' }],
    origin: 'question',
    environment: 'prod',
    asOf: '2026-11-24T10:00:00Z',
    questionClass: 'how-to',
  },
  { type: 'citation-available', citation: crashLoopCitation },
  { type: 'citation-available', citation: glossaryCitation },
  { type: 'text-start', blockId: 'v', origin: 'evidence', role: 'verdict' },
  {
    type: 'text-delta',
    blockId: 'v',
    text: '**Give back the former release of checkout** and watch the restarts stop.[^1]',
  },
  { type: 'text-end', blockId: 'v' },
  {
    type: 'steps-available',
    blockId: 's',
    title: 'Crash loop after a release',
    source: { title: 'Runbook: Checkout', url: crashLoopCitation.url },
    steps: [
      {
        number: 1,
        text: 'Give back the former release.',
        commands: [
          {
            language: 'sh',
            code: 'kubectl -n shop rollout undo deployment/checkout --to-revision=<revision>',
            missing: ['<revision>'],
          },
        ],
        citation: 1,
        url: crashLoopCitation.url,
      },
      {
        number: 2,
        text: 'Watch the restarts stop for five minutes.',
        commands: [],
        citation: 1,
      },
    ],
  },
  { type: 'suggestions-available', suggestions: ['Who owns checkout?'] },
  answerEnd,
);

export function storedAnswer(
  overrides: Partial<StoredAnswer> = {},
): StoredAnswer {
  return {
    answerId: 'a-1',
    conversationId: 'c-1',
    question: answerStart.question,
    askedAt: '2026-11-24T10:00:00Z',
    state: 'complete',
    events: howToEvents,
    ...overrides,
  };
}

export function summary(
  overrides: Partial<ConversationSummary> = {},
): ConversationSummary {
  return {
    id: 'c-1',
    title: 'Checkout in a crash loop',
    pinned: false,
    entities: [{ entityRef: 'component:default/checkout', title: 'checkout' }],
    createdAt: '2026-11-24T10:00:00Z',
    updatedAt: '2026-11-24T10:00:00Z',
    ...overrides,
  };
}

export function conversation(
  overrides: Partial<Conversation> = {},
): Conversation {
  return { ...summary(), answers: [storedAnswer()], ...overrides };
}
