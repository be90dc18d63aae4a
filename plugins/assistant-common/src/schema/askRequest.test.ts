import { MAX_QUESTION_LENGTH, askRequestSchema } from './askRequest';

const question = 'Why?';

describe('askRequestSchema', () => {
  it('trims the question and folds the entity reference', () => {
    expect(
      askRequestSchema.parse({
        question: '  Why?\n',
        entityRef: 'Component:Default/Checkout',
      }),
    ).toEqual({ question, entityRef: 'component:default/checkout' });
  });

  it.each([
    [{ question: ' ' }, 'question'],
    [{ question: 'x'.repeat(MAX_QUESTION_LENGTH + 1) }, 'question'],
    [{ question, entityRef: 'checkout' }, 'entityRef'],
    [{ question, at: 'yesterday' }, 'at'],
    [{ question, from: '2026-11-24T14:00:00Z' }, ''],
    [
      { question, from: '2026-11-24T15:00:00Z', to: '2026-11-24T14:00:00Z' },
      '',
    ],
    [{ question, role: 'system' }, ''],
  ])('refuses %j', (body, path) => {
    const result = askRequestSchema.safeParse(body);
    expect(result.success).toBe(false);
    expect(result.error?.issues[0].path.join('.')).toBe(path);
  });
});
