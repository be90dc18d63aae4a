import type {
  AnswerEvent,
  AssistantApi,
  BuildProgress,
  DocumentBaseStatus,
  Generation,
  Overview,
  Readiness,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { entityDiagnosis, finding, telemetryBase } from './telemetry';
import { conversation, howToEvents, storedAnswer, summary } from './answers';

export const overview: Overview = {
  user: { entityRef: 'user:default/guest', title: 'Guest' },
  groups: [{ entityRef: 'group:default/payments', title: 'Payments' }],
  owned: [
    { entityRef: 'component:default/checkout', title: 'checkout' },
    { entityRef: 'component:default/orders', title: 'orders' },
  ],
  ownedTotal: 2,
  suggestions: ['How do I roll checkout back?', 'Who is on call for orders?'],
  environments: ['prod', 'stage'],
  canManageBase: true,
};

export const readiness: Readiness = {
  ready: true,
  database: { ok: true },
  documents: {
    state: 'ready',
    generation: 7,
    builtAt: '2026-11-22T03:00:00Z',
  },
  model: { configured: false },
  notices: [],
};

export const build: BuildProgress = {
  buildId: 'b-1',
  state: 'running',
  phase: 'embedding',
  done: 120,
  total: 400,
  startedAt: '2026-11-24T10:00:00Z',
  trigger: 'user:default/guest',
  problems: [],
};

export function generation(overrides: Partial<Generation> = {}): Generation {
  return {
    generation: 7,
    state: 'active',
    builtAt: '2026-11-22T03:00:00Z',
    trigger: 'schedule',
    embedder: 'local',
    documents: 42,
    chunks: 610,
    changes: { added: 3, changed: 5, removed: 1 },
    gate: [{ check: 'size', passed: true, detail: 'within 30 %' }],
    embedded: 1,
    ...overrides,
  };
}

export const documentBase: DocumentBaseStatus = {
  active: 7,
  previous: 6,
  generations: [
    generation(),
    generation({ generation: 6, state: 'retired', trigger: 'startup' }),
    generation({
      generation: 5,
      state: 'failed',
      trigger: 'user:default/guest',
      failure: 'The gate did not pass.',
      gate: [{ check: 'size', passed: false, detail: '-60 %' }],
    }),
  ],
  nextBuildAt: '2026-11-29T03:00:00Z',
  sources: ['techdocs', 'markdown'],
  engine: 'pglite',
};

/** A stream of given events. */
export async function* streamOf(
  events: AnswerEvent[],
): AsyncGenerator<AnswerEvent, void> {
  yield* events;
}

/** A backend in memory, with every method watched; a test replaces what it is about. */
export function fakeAssistantApi(
  overrides: Partial<AssistantApi> = {},
): jest.Mocked<AssistantApi> {
  const api: AssistantApi = {
    ask: () => streamOf(howToEvents),
    resume: (_id, after) => streamOf(howToEvents.slice(after + 1)),
    stop: async () => {},
    getAnswer: async () => storedAnswer(),
    sendFeedback: async () => {},
    listConversations: async () => ({ items: [summary()], totalItems: 1 }),
    getConversation: async () => conversation(),
    updateConversation: async () => summary(),
    deleteConversation: async () => {},
    exportConversation: async () => '# Checkout',
    getOverview: async () => overview,
    getReadiness: async () => readiness,
    getDocumentBase: async () => documentBase,
    startBuild: async () => build,
    getBuild: async () => build,
    cancelBuild: async () => ({ ...build, state: 'cancelled' }),
    activateGeneration: async () => documentBase,
    rollbackDocuments: async () => documentBase,
    getEntityDiagnosis: async () => entityDiagnosis,
    handleFinding: async () => finding,
    getTelemetryBase: async () => telemetryBase,
    goBackInTelemetry: async () => telemetryBase,
    undoTelemetryBack: async () => telemetryBase,
    purgeTelemetry: async () => telemetryBase,
    ...overrides,
  };
  const watched = Object.entries(api).map(([name, method]) => [
    name,
    jest.fn(method),
  ]);
  return Object.fromEntries(watched);
}
