import { howToEvents, summary } from '../testUtils/answers';
import type { AnswerBlock } from './answerBlocks';
import { applyAnswerEvent, newAnswerView } from './answerView';
import { groupConversations } from './groupConversations';
import { orderBlocks } from './orderBlocks';
import { copyableAnswer, speakAnswer, stripMarkdown } from './plainText';

const answer = howToEvents.reduce(
  applyAnswerEvent,
  newAnswerView({ key: 'k', question: '', askedAt: '' }),
);

describe('groupConversations', () => {
  const now = new Date(2026, 10, 24, 12).getTime();
  const at = (day: number, hour: number) =>
    new Date(2026, 10, day, hour).toISOString();

  it('groups by day, newest first, pinned above all', () => {
    const groups = groupConversations(
      [
        summary({ id: 'old', updatedAt: at(1, 9) }),
        summary({ id: 'morning', updatedAt: at(24, 0) }),
        summary({ id: 'noon', updatedAt: at(24, 11) }),
        summary({ id: 'friday', updatedAt: at(20, 23) }),
        summary({ id: 'pin', pinned: true, updatedAt: at(1, 1) }),
      ],
      now,
    );
    expect(groups.map(g => [g.key, g.items.map(i => i.id)])).toEqual([
      ['pinned', ['pin']],
      ['today', ['noon', 'morning']],
      ['week', ['friday']],
      ['older', ['old']],
    ]);
  });

  it('gives nothing for nothing', () => {
    expect(groupConversations([], now)).toEqual([]);
  });
});

describe('orderBlocks', () => {
  const text = (
    blockId: string,
    origin: 'evidence' | 'model',
    role: 'verdict' | 'body' | 'unknown' | 'note',
  ): AnswerBlock => ({
    kind: 'text',
    blockId,
    origin,
    role,
    text: blockId,
    finished: true,
  });

  it('puts the verdict first, a model after the evidence, notes last', () => {
    const steps: AnswerBlock = {
      kind: 'steps',
      blockId: 'steps',
      title: '',
      source: { title: '' },
      steps: [],
    };
    expect(
      orderBlocks([
        text('note', 'evidence', 'note'),
        text('model', 'model', 'verdict'),
        text('body', 'evidence', 'body'),
        steps,
        text('verdict', 'evidence', 'verdict'),
      ]).map(b => b.blockId),
    ).toEqual(['verdict', 'body', 'steps', 'model', 'note']);
  });
});

describe('plain text', () => {
  it.each([
    ['**Undo** the `release`.[^1][^2]', 'Undo the release.'],
    ['## Title\nSee [the page](/docs/x).', 'Title\nSee the page.'],
    ['![alt](http://evil/x.png)', 'alt'],
  ])('strips %s', (markdown, expected) => {
    expect(stripMarkdown(markdown)).toBe(expected);
  });

  it('is what a screen reader says', () => {
    expect(speakAnswer(answer)).toBe(
      [
        'Give back the former release of checkout and watch the restarts stop.',
        'Crash loop after a release',
        '1. Give back the former release.',
        '2. Watch the restarts stop for five minutes.',
      ].join('\n'),
    );
  });

  it('copies the answer with commands and absolute links to its sources', () => {
    const copied = copyableAnswer(answer, 'https://portal.example');
    expect(copied).toContain('> How do I get checkout out of a crash loop?');
    expect(copied).toContain('kubectl -n shop rollout undo');
    expect(copied).toContain(
      '[^1]: [Runbook: Checkout](https://portal.example/docs/default/component/checkout/runbook/#crash-loop)',
    );
    expect(copied).toContain('[^2]: Glossary');
  });
});
