import { renderPack } from '../retrieval/KnowledgePack';
import { estimateTokens } from '../text/estimateTokens';
import { buildPrompt, type PromptOptions } from './buildPrompt';
import { demoPage, scopeOf } from './testUtils/demoPages';

const page = demoPage('checkout/docs/crash-loop.md');
const pack = renderPack({
  scope: 'system:default/shop',
  generation: 4,
  chunks: demoPage('checkout/docs/consumer-lag.md'),
  maxTokens: 4_000,
});

function build(options: Partial<PromptOptions> = {}) {
  return buildPrompt({
    system: 'Rules.',
    glossary: [{ term: 'outbox', means: ['table of orders'] }],
    pack,
    scope: scopeOf('How to roll back?', {
      history: [{ question: 'What is it?', answer: 'A crash loop.' }],
    }),
    sources: page.map((chunk, i) => ({ number: i + 1, chunk })),
    dataPolicy: 'metadata',
    maxTokens: 16_000,
    ...options,
  });
}

const textOf = (prompt: ReturnType<typeof build>) =>
  prompt.messages.map(message => message.content).join('\n');

describe('buildPrompt', () => {
  it('puts what stays first and the question last', () => {
    const { messages, sent } = build();

    expect(messages.map(({ role }) => role)).toEqual([
      'system',
      'user',
      'assistant',
      'user',
    ]);
    expect(messages[0].content).toMatch(
      /^Rules\.\n\nWords of this company:\n- outbox: table of orders\n\npack system:default\/shop gen 4 sha /,
    );
    expect(messages[3].content).toMatch(/^Sources:\n\n\[\^1\] Crash loop/);
    expect(messages[3].content).toMatch(
      /The question is about: Checkout\. Environment: prod\.\n\nQuestion \(answer in English\): How to roll back\?$/,
    );
    expect(sent).toEqual(['question', 'history', 'documents', 'names']);
  });

  it('with policy none sends the question and documents, and nothing else', () => {
    const prompt = build({ dataPolicy: 'none' });

    expect(prompt.sent).toEqual(['question', 'documents']);
    expect(prompt.messages).toHaveLength(2);
    expect(textOf(prompt)).not.toMatch(
      /about: Checkout|system:default\/shop|Environment/,
    );
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
});
