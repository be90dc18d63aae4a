import type {
  ConversationSummary,
  DocumentBaseStatus,
  Generation,
  Overview,
  Readiness,
} from '@smart-assistant/backstage-plugin-assistant-common';

const ago = (hours: number) =>
  new Date(Date.now() - hours * 3_600_000).toISOString();

const checkout = { entityRef: 'component:default/checkout', title: 'checkout' };

export const conversations: ConversationSummary[] = [
  ['How do I get checkout out of a crash loop after a bad release?', 0.1],
  ['Kafka lag of payments-worker', 3],
  ['Что делать, если у checkout растёт лаг консьюмера?', 50],
  ['How do I rotate the S3 key?', 70],
  ['Who owns the feature store?', 400],
].map(([title, hours], index) => ({
  id: `c-${index}`,
  title: String(title),
  pinned: index === 4,
  entities: index % 2 === 0 ? [checkout] : [],
  createdAt: ago(Number(hours)),
  updatedAt: ago(Number(hours)),
}));

/** `?owns=nothing` and `?owns=nogroup` show the page of those who own nothing. */
export function overview(params: URLSearchParams): Overview {
  const owns = params.get('owns');
  const owned = owns
    ? []
    : [
        'checkout',
        'orders',
        'payments-worker',
        'storefront',
        'recs',
        'lag',
      ].map(title => ({ entityRef: `component:default/${title}`, title }));
  return {
    user: { entityRef: 'user:default/guest', title: 'Guest' },
    groups:
      owns === 'nogroup'
        ? []
        : [{ entityRef: 'group:default/payments', title: 'Payments' }],
    owned,
    ownedTotal: owned.length,
    suggestions: [
      'How do I get checkout out of a crash loop?',
      'Что делать, если у checkout растёт лаг консьюмера?',
      'How do I promote a recommendation model?',
      'Where is the on-call guide of Payments?',
    ],
    environments: ['prod', 'stage'],
    canManageBase: true,
  };
}

/** `?base=building`, `?base=empty` and `?base=down` show the states of the base. */
export function readiness(params: URLSearchParams, active: number): Readiness {
  const base = params.get('base');
  const ready: Readiness = {
    ready: true,
    database: { ok: true },
    documents: { state: 'ready', generation: active, builtAt: ago(50) },
    model: { configured: false },
    notices: [],
  };
  if (base === 'empty') {
    return { ...ready, ready: false, documents: { state: 'empty' } };
  }
  if (base === 'down') {
    return {
      ...ready,
      ready: false,
      database: {
        ok: false,
        reason: 'The extension vector is missing.',
        remedy: 'An administrator runs CREATE EXTENSION vector.',
      },
    };
  }
  return base === 'building'
    ? {
        ...ready,
        ready: false,
        documents: {
          state: 'building',
          build: {
            buildId: 'b-0',
            state: 'running',
            phase: 'reading',
            done: 12,
            total: 42,
            startedAt: ago(0),
            trigger: 'startup',
            problems: [],
          },
        },
      }
    : ready;
}

export function generation(overrides: Partial<Generation> = {}): Generation {
  return {
    generation: 7,
    state: 'retired',
    builtAt: new Date().toISOString(),
    trigger: 'schedule',
    embedder: 'local',
    documents: 42,
    chunks: 610,
    changes: { added: 3, changed: 5, removed: 1 },
    gate: [
      { check: 'size', passed: true, detail: 'within 30 %' },
      { check: 'golden questions', passed: true, detail: '12 of 12' },
    ],
    embedded: 1,
    ...overrides,
  };
}

export const documentBase: DocumentBaseStatus = {
  active: 7,
  previous: 6,
  generations: [
    generation({ builtAt: ago(50) }),
    generation({ generation: 6, builtAt: ago(218), trigger: 'startup' }),
    generation({
      generation: 5,
      builtAt: ago(400),
      state: 'failed',
      trigger: 'user:default/guest',
      failure: 'The gate did not pass.',
      gate: [{ check: 'size', passed: false, detail: '-60 %' }],
      embedded: 0.4,
    }),
  ],
  nextBuildAt: ago(-96),
  sources: ['techdocs', 'markdown:handbook'],
  engine: 'pglite',
};
