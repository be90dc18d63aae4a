import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { AnswerEvent } from '@smart-assistant/backstage-plugin-assistant-common';
import type {
  BaseDocument,
  LanguageModel,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { providerAnnotations } from './__testUtils__/shop';
import {
  type TestAssistant,
  startTestAssistant,
} from './__testUtils__/startTestAssistant';
import {
  buildAndActivate,
  createChunk,
  createDocument,
} from './database/testUtils/documents';

const ANN = 'user:default/ann';

function component(name: string, exposure?: string, dependsOn: string[] = []) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        ...providerAnnotations,
        ...(exposure ? { 'assistant/exposure': exposure } : {}),
      },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: 'group:default/shop',
      dependsOn: dependsOn.map(other => `component:default/${other}`),
    },
  } satisfies Entity;
}

const entities = [
  component('checkout', undefined, ['vault', 'ledger']),
  component('vault', 'metadata'),
  component('ledger', 'none'),
];

/** Each page answers the same question, with a word that only it has. */
function page(name: string): BaseDocument {
  const heading = `Roll ${name} back`;
  return createDocument(`${name}/rollback.md`, [], {
    entityRef: `component:default/${name}`,
    title: heading,
    chunks: [
      createChunk(
        `Roll ${name} back after a bad release: run \`helm rollback ${name}\`, then say canary-${name}.`,
        { headingPath: [heading], anchor: 'roll-back' },
      ),
    ],
  });
}

/** Keeps the prompts, and quotes the first source that it is given. */
class QuotingModel implements LanguageModel {
  readonly id = 'quoting';
  readonly host = 'model.test';
  readonly dataPolicy = 'full';
  readonly contextTokens = 16_000;
  prompts: string[] = [];

  async *stream({ messages }: Parameters<LanguageModel['stream']>[0]) {
    this.prompts.push(messages.map(({ content }) => content).join('\n'));
    yield { type: 'end' as const, reason: 'stop' as const };
  }
}

describe('assistant/exposure, with a model that may be given everything', () => {
  const model = new QuotingModel();
  let assistant: TestAssistant;

  beforeAll(async () => {
    assistant = await startTestAssistant({
      engine: 'pglite',
      entities,
      policy: { handle: async () => ({ result: AuthorizeResult.ALLOW }) },
      groups: { [ANN]: ['group:default/shop'] },
      model,
    });
    await buildAndActivate(
      assistant.knowledge.documents,
      // that of `ledger` was read before it got its annotation
      ['checkout', 'vault', 'ledger'].map(page),
    );
  }, 180_000);

  afterAll(() => assistant?.stop(), 60_000);

  beforeEach(() => {
    model.prompts = [];
  });

  async function ask(question: string, conversationId?: string) {
    const events: AnswerEvent[] = [];
    for await (const event of assistant
      .clientOf(ANN)
      .ask({ question, conversationId })) {
      events.push(event);
    }
    const [start] = events;
    return {
      events,
      text: JSON.stringify(events),
      conversationId:
        start?.type === 'answer-start' ? start.conversationId : undefined,
    };
  }

  it('gives the documents of an entity without annotation, in pack and sources', async () => {
    const { text } = await ask('How do I roll back checkout?');
    expect(text).toContain('canary-checkout');
    expect(model.prompts).toHaveLength(1);
    expect(model.prompts[0]).toContain('canary-checkout');
    // what it depends on stands in the same pack, but for these
    expect(model.prompts[0]).not.toMatch(/canary-(vault|ledger)/);
  }, 60_000);

  it.each([
    ['vault', 'metadata', true],
    ['ledger', 'none', false],
  ])(
    'shows the reader the documents of %s (%s), and gives the model none of them',
    async (name, _exposure, named) => {
      const { text, conversationId } = await ask(`How do I roll back ${name}?`);
      expect(text).toContain(`canary-${name}`);
      // a later question of the conversation brings the earlier answer along
      await ask('How do I roll back checkout after that?', conversationId);

      const given = model.prompts.join('\n');
      expect(given).toContain('canary-checkout');
      expect(given).not.toContain(`canary-${name}`);
      expect(model.prompts.at(-1)?.includes(`roll back ${name}`)).toBe(named);
    },
    60_000,
  );

  it('brings an earlier answer along whose entities allow it', async () => {
    const { conversationId } = await ask('How do I roll back checkout?');
    await ask('And if checkout does not come up again?', conversationId);
    expect(model.prompts.at(-1)).toContain('How do I roll back checkout?');
  }, 60_000);
});
