import { suggestQuestions } from './suggestQuestions';

describe('suggestQuestions', () => {
  it('asks about each thing once before it asks about one twice', () => {
    const questions = suggestQuestions(
      [
        { title: 'Checkout', kind: 'component', type: 'service' },
        { title: 'daily-features', kind: 'component', type: 'ml-pipeline' },
        { title: 'orders', kind: 'resource', type: 'kafka-unknown' },
      ],
      'en',
    );
    expect(questions).toEqual([
      'What do I do when Checkout is in a crash loop after a release?',
      'daily-features is late: what do I check first?',
      'How do I roll Checkout back?',
      'How do I run daily-features again for one day?',
    ]);
  });

  it('speaks Russian', () => {
    const [first] = suggestQuestions(
      [{ title: 'recs', kind: 'component', type: 'model' }],
      'ru',
    );
    expect(first).toBe('Что делать, если recs отвечает медленно?');
  });

  it('has general questions for somebody who owns nothing', () => {
    expect(suggestQuestions([], 'ru')).toHaveLength(3);
    expect(suggestQuestions([{ title: 'x', kind: 'group' }], 'en')[0]).toMatch(
      /roll back/,
    );
  });
});
