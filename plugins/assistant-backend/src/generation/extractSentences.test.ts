import { extractSentences } from './extractSentences';

const extract = (
  body: string,
  question: string,
  options: { count?: number; except?: string } = {},
) =>
  extractSentences(
    { body, language: 'en' },
    {
      question,
      count: options.count ?? 1,
      ...(options.except !== undefined && {
        onTopic: { except: options.except },
      }),
    },
  );

const BODY = `The outbox table holds orders that wait for the broker. It is emptied by a relay.

| name | rows in the table of the outbox relay |
| ---- | ------------------------------------- |
| a    | The outbox relay of a table is a row. |

- The relay reads the outbox table every second and sends what it finds.
- Short one.

> Never truncate the outbox table while the relay is running.

\`\`\`bash
echo "The outbox relay prints this sentence about a table."
\`\`\`
`;

describe('extractSentences', () => {
  it('takes the sentence that says most about the question, from prose only', () => {
    expect(extract(BODY, 'How often does the relay read the outbox?')).toEqual([
      'The relay reads the outbox table every second and sends what it finds.',
    ]);
  });

  it('gives several in the order of the page', () => {
    expect(
      extract(BODY, 'May I truncate the table that holds orders?', {
        count: 2,
      }),
    ).toEqual([
      'The outbox table holds orders that wait for the broker.',
      'Never truncate the outbox table while the relay is running.',
    ]);
  });

  it('takes nothing that shares only the name of the service with the question', () => {
    const body = 'Checkout is written in Java and lives in the shop namespace.';
    expect(
      extract(body, 'How do I roll back checkout?', { except: 'Checkout' }),
    ).toEqual([]);
    expect(
      extract(body, 'Which namespace has checkout?', { except: 'Checkout' }),
    ).toEqual([body]);
  });

  it.each([
    ['too short', 'Restart it now.'],
    ['torn', 'The relay of the outbox table reads this:'],
    ['endless', `The outbox relay reads ${'very '.repeat(80)}much.`],
  ])('leaves out what is %s', (_, body) => {
    expect(extract(body, 'What does the relay of the outbox read?')).toEqual(
      [],
    );
  });
});
