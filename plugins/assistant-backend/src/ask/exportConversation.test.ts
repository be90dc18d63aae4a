import type {
  AnswerEvent,
  Conversation,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { exportConversation } from './exportConversation';

const at = '2026-03-01T12:00:00.000Z';

function conversation(
  ...answers: Array<Partial<Conversation['answers'][number]>>
): Conversation {
  return {
    id: 'c',
    title: 'Checkout\n# is slow',
    pinned: false,
    entities: [],
    createdAt: at,
    updatedAt: at,
    answers: answers.map(answer => ({
      answerId: 'a',
      conversationId: 'c',
      question: 'How do I\n## roll back?',
      askedAt: at,
      state: 'complete',
      events: [],
      ...answer,
    })),
  };
}

const events: AnswerEvent[] = [
  {
    sequence: 0,
    type: 'answer-start',
    answerId: 'a',
    conversationId: 'c',
    question: 'q',
    language: 'ru',
    at,
  },
  {
    sequence: 1,
    type: 'text-start',
    blockId: 'v',
    origin: 'evidence',
    role: 'verdict',
  },
  {
    sequence: 2,
    type: 'text-delta',
    blockId: 'v',
    text: 'Откатите релиз [^1].',
  },
  { sequence: 3, type: 'text-end', blockId: 'v' },
  {
    sequence: 4,
    type: 'steps-available',
    blockId: 's',
    title: 'Откат',
    source: { title: 'Runbook' },
    steps: [
      {
        number: 1,
        text: 'Выполните',
        commands: [
          { language: 'sh', code: 'echo ```\nhelm rollback', missing: [] },
        ],
        citation: 1,
      },
    ],
  },
  {
    sequence: 5,
    type: 'citation-available',
    citation: {
      number: 1,
      kind: 'document',
      title: 'Runbook',
      headingPath: ['Откат'],
      url: '/docs/x#y',
      snippet: '',
    },
  },
  {
    sequence: 6,
    type: 'text-start',
    blockId: 'm',
    origin: 'model',
    role: 'body',
  },
  { sequence: 7, type: 'text-delta', blockId: 'm', text: 'Коротко: откат.' },
  {
    sequence: 8,
    type: 'answer-end',
    status: 'complete',
    tookMs: 5,
    basis: { documents: { generation: 7, builtAt: at, dense: 'ready' } },
  },
];

describe('exportConversation', () => {
  it('writes questions, steps, commands, what a model said, and sources that do not collide', () => {
    const text = exportConversation(conversation({ events }, { events }));
    expect(text).toMatch(/^# Checkout # is slow\n\n## How do I ## roll back\?/);
    expect(text).toContain('Откатите релиз [^1-1].');
    expect(text).toContain(
      '1. Выполните [^1-1]\n   ````sh\n   echo ```\n   helm rollback\n   ````',
    );
    expect(text).toContain(
      '> Сформулировано языковой моделью:\n\nКоротко: откат.',
    );
    expect(text).toContain('[^1-1]: Runbook › Откат: /docs/x#y');
    expect(text).toContain('[^2-1]: Runbook');
    expect(text).toContain('_Документы: поколение 7, прочитаны');
  });

  it('says of a withheld answer that it is withheld, in the language of the question', () => {
    expect(
      exportConversation(
        conversation({ state: 'withheld', question: 'Почему?' }),
      ),
    ).toContain('Ответ опирается на то, что вам сейчас не видно.');
    expect(exportConversation(conversation({ state: 'withheld' }))).toContain(
      'you may not see now',
    );
  });
});
