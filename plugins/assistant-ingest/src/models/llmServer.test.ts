import {
  createOutgoingFetch,
  type ModelMessage,
  type ModelTokenUsage,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OpenAiLanguageModel } from './OpenAiLanguageModel';

const url = process.env.ASSISTANT_TEST_LLM_URL;
if (!url && process.env.CI && !process.env.ASSISTANT_TEST_WITHOUT_LLM) {
  throw new Error(
    'ASSISTANT_TEST_LLM_URL must name a chat server in CI; systems/run.sh start llm gives one',
  );
}

/** Reading 1,000 tokens took the small model 10 s on an idle core. */
jest.setTimeout(240_000);

(url ? describe : describe.skip)(
  url
    ? 'a real chat server'
    : 'a real chat server (set ASSISTANT_TEST_LLM_URL to run it)',
  () => {
    const createModel = (
      options: { model?: string; timeoutSeconds?: number } = {},
    ) =>
      OpenAiLanguageModel.create({
        baseUrl: String(url),
        model: options.model ?? process.env.ASSISTANT_TEST_LLM_MODEL ?? 'local',
        dataPolicy: 'none',
        contextTokens: 8_192,
        maxTokens: 16,
        firstTokenTimeoutSeconds: 200,
        timeoutSeconds: options.timeoutSeconds ?? 220,
        fetch: createOutgoingFetch({ timeoutMs: 220_000 }),
      });

    async function ask(messages: readonly ModelMessage[]) {
      let text = '';
      let usage: ModelTokenUsage = {};
      for await (const part of createModel().stream({
        messages,
        maxTokens: 16,
        signal: new AbortController().signal,
      })) {
        if (part.type === 'text') {
          text += part.text;
        } else if (part.type === 'usage') {
          usage = part.usage;
        }
      }
      return { text, usage };
    }

    it('reads most of the second question of a pack from its cache', async () => {
      const pack = readFileSync(
        join(
          __dirname,
          '../../../../examples/documents/checkout/docs/crash-loop.md',
        ),
        'utf8',
      ).slice(0, 2_000);
      const withQuestion = (question: string): ModelMessage[] => [
        {
          role: 'system',
          content: `pack test ${
            Date.now() - (Date.now() % 3_600_000)
          }\n\n${pack}`,
        },
        { role: 'user', content: question },
      ];
      await ask(withQuestion('How to roll back?'));
      const { text, usage } = await ask(
        withQuestion('Whom to call, and when?'),
      );

      expect(text.length).toBeGreaterThan(0);
      expect(usage.promptTokens).toBeGreaterThan(300);
      expect(usage.completionTokens).toBeGreaterThan(0);
      expect(
        (usage.cachedTokens ?? 0) / (usage.promptTokens ?? 1),
      ).toBeGreaterThanOrEqual(0.8);
    });

    it('says what to change when the prompt is too long', async () => {
      await expect(
        ask([{ role: 'user', content: 'word '.repeat(12_000) }]),
      ).rejects.toThrow(/contextTokens/);
    });

    it('stops in the middle when the asker leaves', async () => {
      const controller = new AbortController();
      const parts = createModel().stream({
        messages: [{ role: 'user', content: 'Count to one hundred.' }],
        maxTokens: 200,
        signal: controller.signal,
      });
      const read = async () => {
        for await (const part of parts) {
          if (part.type === 'text') {
            controller.abort();
          }
        }
      };
      await expect(read()).rejects.toMatchObject({ name: 'AbortError' });
    });
  },
);
