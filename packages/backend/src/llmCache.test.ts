import type { Entity } from '@backstage/catalog-model';
import type { ModelUsage } from '@smart-assistant/backstage-plugin-assistant-common';
import { resolve } from 'node:path';
import {
  startAssistant,
  type StartedAssistant,
} from './__testUtils__/startAssistant';

const url = process.env.ASSISTANT_TEST_LLM_URL;
if (!url && process.env.CI && !process.env.ASSISTANT_TEST_WITHOUT_LLM) {
  throw new Error(
    'ASSISTANT_TEST_LLM_URL must name a chat server in CI; systems/run.sh start llm gives one',
  );
}

/** A larger prompt takes minutes to read on a busy core, and has the same layout. */
const CONTEXT_TOKENS = Number(process.env.ASSISTANT_TEST_LLM_CONTEXT ?? 4_096);
const SLOW_SECONDS = 400;
jest.setTimeout(1_000_000);

const entity = (name: string, spec: object = {}): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', title: name },
  spec: { type: 'service', lifecycle: 'production', owner: 'shop', ...spec },
});

(url ? describe : describe.skip)(
  url
    ? 'the prompt cache of a real chat server'
    : 'the prompt cache of a real chat server (set ASSISTANT_TEST_LLM_URL to run it)',
  () => {
    let assistant: StartedAssistant;

    beforeAll(async () => {
      const folder = (name: string) => ({
        id: name,
        path: resolve(__dirname, `../../../examples/documents/${name}/docs`),
        entityRef: `component:default/${name}`,
      });
      assistant = await startAssistant({
        entities: [entity('checkout'), entity('payments')],
        assistant: {
          documents: {
            techdocs: { enabled: false },
            markdown: [folder('checkout'), folder('payments')],
          },
          model: {
            use: 'openai',
            openai: {
              baseUrl: String(url),
              model: process.env.ASSISTANT_TEST_LLM_MODEL ?? 'local',
              contextTokens: CONTEXT_TOKENS,
              maxTokens: 50,
              firstTokenTimeoutSeconds: SLOW_SECONDS,
              timeoutSeconds: SLOW_SECONDS,
            },
          },
        },
      });
    });

    afterAll(() => assistant?.stop());

    async function ask(question: string, conversationId?: string) {
      let usage: ModelUsage | undefined;
      let conversation = conversationId;
      for await (const event of assistant.client.ask({
        question,
        conversationId,
        entityRef: 'component:default/checkout',
      })) {
        if (event.type === 'answer-start') {
          conversation = event.conversationId;
        } else if (event.type === 'answer-error') {
          throw new Error(event.message);
        } else if (event.type === 'answer-end') {
          usage = event.model;
        }
      }
      const { promptTokens = 0, cachedTokens = 0 } = usage ?? {};
      // a figure for whoever runs the test to look at
      process.stdout.write(
        `${cachedTokens} of ${promptTokens} tokens cached: ${question}\n`,
      );
      return {
        conversation,
        promptTokens,
        share: cachedTokens / Math.max(1, promptTokens),
      };
    }

    it('holds four fifths of each further question of a scope', async () => {
      const first = await ask('How do I roll back a bad release?');
      expect(first.promptTokens).toBeGreaterThan(1_000);

      const second = await ask(
        'What do I do when checkout runs out of memory?',
      );
      expect(second.share).toBeGreaterThanOrEqual(0.8);
      const followUp = await ask(
        'And what if the consumer lag of checkout grows?',
        second.conversation,
      );
      expect(followUp.share).toBeGreaterThanOrEqual(0.8);
    });
  },
);
