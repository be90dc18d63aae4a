import type { AnswerEvent } from '@smart-assistant/backstage-plugin-assistant-common';
import {
  answerEnd,
  answerStart,
  conversation,
  crashLoopCitation,
  howToEvents,
  numbered,
  storedAnswer,
} from '../testUtils/answers';
import {
  type ConversationAction,
  type ConversationState,
  conversationReducer,
  emptyConversation,
} from './conversationReducer';

const asked: ConversationAction = {
  type: 'asked',
  key: 'k',
  question: 'why?',
  askedAt: '2026-11-24T10:00:00Z',
};

function play(
  events: AnswerEvent[],
  from: ConversationState = conversationReducer(emptyConversation, asked),
): ConversationState {
  return events.reduce(
    (state, event) =>
      conversationReducer(state, { type: 'event-received', key: 'k', event }),
    from,
  );
}

describe('conversationReducer', () => {
  it('builds a whole answer from its events', () => {
    const state = play(howToEvents);
    const [answer] = state.answers;
    expect(state.conversationId).toBe('c-1');
    expect(answer).toMatchObject({
      key: 'k',
      answerId: 'a-1',
      question: answerStart.question,
      status: 'complete',
      tookMs: 312,
      suggestions: ['Who owns checkout?'],
      basis: { documents: { generation: 7 } },
    });
    expect(answer.scope).toEqual({
      entities: [
        { entityRef: 'component:default/checkout', title: 'checkout' },
      ],
      origin: 'question',
      environment: 'prod',
      asOf: '2026-11-24T10:00:00Z',
      questionClass: 'how-to',
    });
    expect(answer.citations.map(c => c.number)).toEqual([1, 2]);
    expect(answer.blocks.map(b => b.kind)).toEqual(['text', 'steps']);
    expect(answer.blocks[0]).toMatchObject({
      role: 'verdict',
      finished: true,
      text: expect.stringContaining('[^1]'),
    });
  });

  it('ignores what a resumed stream repeats', () => {
    const once = play(howToEvents);
    expect(play(howToEvents, once)).toEqual(once);
    const half = play(howToEvents.slice(0, 6));
    expect(play(howToEvents.slice(3), half)).toEqual(once);
  });

  it('keeps a text without a beginning, or for an unknown block, out', () => {
    const state = play(
      numbered(answerStart, {
        type: 'text-delta',
        blockId: 'nowhere',
        text: 'x',
      }),
    );
    expect(state.answers[0].blocks).toEqual([]);
    expect(state.answers[0].status).toBe('streaming');
  });

  it('sorts citations and lets a later one replace an earlier', () => {
    const state = play(
      numbered(
        answerStart,
        {
          type: 'citation-available',
          citation: { ...crashLoopCitation, number: 3 },
        },
        { type: 'citation-available', citation: crashLoopCitation },
        {
          type: 'citation-available',
          citation: { ...crashLoopCitation, title: 'Renamed' },
        },
      ),
    );
    expect(state.answers[0].citations.map(c => [c.number, c.title])).toEqual([
      [1, 'Renamed'],
      [3, 'Runbook: Checkout'],
    ]);
  });

  it('collects problems without ending the answer', () => {
    const problem = {
      code: 'model-unavailable',
      message: 'The model did not answer.',
      fatal: false,
    } as const;
    const state = play(
      numbered(answerStart, { type: 'answer-error', ...problem }),
    );
    expect(state.answers[0].problems).toEqual([problem]);
    expect(state.answers[0].status).toBe('streaming');
  });

  it.each([
    ['connection-lost', 'reconnecting'],
    ['stopped', 'stopped'],
  ] as const)('%s turns a running answer to %s', (type, status) => {
    const running = play(numbered(answerStart));
    expect(
      conversationReducer(running, { type, key: 'k' }).answers[0].status,
    ).toBe(status);
    const complete = play(howToEvents);
    expect(
      conversationReducer(complete, { type, key: 'k' }).answers[0].status,
    ).toBe('complete');
  });

  it('streams on after a reconnect', () => {
    const lost = conversationReducer(play(howToEvents.slice(0, 5)), {
      type: 'connection-lost',
      key: 'k',
    });
    expect(play(howToEvents.slice(5, 6), lost).answers[0].status).toBe(
      'streaming',
    );
  });

  it('remembers why an answer failed, and lets it be taken back', () => {
    const failure = { reason: 'too-many', message: 'Wait a minute' } as const;
    const failed = conversationReducer(
      conversationReducer(emptyConversation, asked),
      { type: 'failed', key: 'k', failure },
    );
    expect(failed.answers[0]).toMatchObject({ status: 'failed', failure });
    expect(
      conversationReducer(failed, { type: 'removed', key: 'k' }).answers,
    ).toEqual([]);
  });

  it('takes what the server kept of an answer, in the place of what came', () => {
    const before = play(howToEvents.slice(0, 5));
    const state = conversationReducer(before, {
      type: 'settled',
      key: 'k',
      answer: storedAnswer({
        state: 'failed',
        events: howToEvents.slice(0, 6),
      }),
    });
    expect(state.conversationId).toBe('c-1');
    expect(state.answers).toHaveLength(1);
    expect(state.answers[0]).toMatchObject({
      key: 'k',
      answerId: 'a-1',
      status: 'failed',
      lastSequence: 5,
      blocks: [{ text: expect.stringMatching(/^\*\*Give back/) }],
    });
    // what is known of another answer stays as it was
    expect(
      conversationReducer(before, {
        type: 'settled',
        key: 'other',
        answer: storedAnswer(),
      }),
    ).toEqual(before);
  });

  it('does not take over the conversation of a thread that was left', () => {
    const left = conversationReducer(emptyConversation, { type: 'cleared' });
    expect(play(numbered(answerStart), left)).toEqual(emptyConversation);
  });

  it('plays a stored conversation, with the stored state on top', () => {
    const state = conversationReducer(emptyConversation, {
      type: 'loaded',
      conversation: conversation({
        answers: [
          storedAnswer({ rating: 'helpful' }),
          storedAnswer({
            answerId: 'a-2',
            state: 'running',
            events: numbered(answerStart),
          }),
          storedAnswer({ answerId: 'a-3', state: 'withheld', events: [] }),
        ],
      }),
    });
    expect(state).toMatchObject({
      conversationId: 'c-1',
      title: 'Checkout in a crash loop',
    });
    expect(state.answers.map(a => [a.answerId, a.status, a.rating])).toEqual([
      ['a-1', 'complete', 'helpful'],
      ['a-2', 'streaming', undefined],
      ['a-3', 'withheld', undefined],
    ]);
  });

  it('shows a shared answer outside of any conversation', () => {
    const state = conversationReducer(emptyConversation, {
      type: 'shared-answer-loaded',
      answer: storedAnswer({ events: numbered(answerStart, answerEnd) }),
    });
    expect(state.conversationId).toBeUndefined();
    expect(state.answers).toHaveLength(1);
  });

  it('sets and takes back a rating', () => {
    const rated = conversationReducer(play(howToEvents), {
      type: 'rated',
      key: 'k',
      rating: 'not-helpful',
    });
    expect(rated.answers[0].rating).toBe('not-helpful');
  });
});
