import {
  MAX_ALERT_LENGTH,
  MAX_QUESTION_LENGTH,
  askRequestSchema,
  draftAlertQuestion,
} from './askRequest';

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
    [{ question, alert: 'x'.repeat(MAX_ALERT_LENGTH + 1) }, 'alert'],
    [{ question, alert: '' }, 'alert'],
    [{ question, timeZone: 'Mars/Olympus' }, 'timeZone'],
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

describe('draftAlertQuestion', () => {
  const alert = 'CheckoutMemoryNearLimit\n';

  it('asks in the language of the reader', () => {
    expect(
      draftAlertQuestion({ alert, entityTitle: 'Checkout', language: 'en' }),
    ).toBe('Alert CheckoutMemoryNearLimit: what is wrong with Checkout?');
    expect(
      draftAlertQuestion({ alert, entityTitle: 'Checkout', language: 'ru' }),
    ).toBe('Алерт CheckoutMemoryNearLimit: что не так с Checkout?');
    expect(draftAlertQuestion({ alert, language: 'ru' })).toBe(
      'Алерт CheckoutMemoryNearLimit: что случилось?',
    );
  });

  it('makes a question that may be asked, however long the name is', () => {
    const drafted = draftAlertQuestion({
      alert: 'x'.repeat(20_000),
      language: 'en',
    });
    expect(askRequestSchema.safeParse({ question: drafted }).success).toBe(
      true,
    );
  });
});
