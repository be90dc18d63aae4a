import { EntitySnapshot, type ResolvedAsker } from '../access';
import { DisclosedConversations } from './DisclosedConversations';
import { mayRead } from './mayRead';
import type { AnswerReader, AnswerRecord, ConversationStore } from './ports';

const ANN = 'user:default/ann';
const at = new Date('2026-03-01T12:00:00Z');

function readerOf(
  userRef: string,
  visible: string[],
  groups: string[] = [],
): ResolvedAsker {
  return {
    snapshot: new EntitySnapshot([]),
    asker: {
      userRef,
      principals: [userRef, ...groups],
      filter: {
        entities: { type: 'refs', refs: new Set(visible) },
        principals: [userRef, ...groups],
      },
      levelOf: ref => (visible.includes(ref) ? 'state' : 'none'),
    },
  };
}

const answer: AnswerRecord = {
  answerId: 'a1',
  conversationId: 'c1',
  ownerRef: ANN,
  question: 'How?',
  askedAt: at,
  state: 'complete',
  text: 'So.',
  entityRefs: ['component:default/a', 'component:default/b'],
  audiences: [],
};

const conversation = {
  id: 'c1',
  title: 'How?',
  pinned: false,
  entityRefs: ['component:default/a', 'component:default/b'],
  createdAt: at,
  updatedAt: at,
};

function setup(record: AnswerRecord = answer) {
  const answers: jest.Mocked<AnswerReader> = {
    read: jest.fn(async id => (id === record.answerId ? record : undefined)),
    readEvents: jest.fn(
      async (..._: Parameters<AnswerReader['readEvents']>) => [
        { sequence: 0, type: 'text-end' as const, blockId: 'b' },
      ],
    ),
    requestStop: jest.fn(
      async (..._: Parameters<AnswerReader['requestStop']>) => undefined,
    ),
    setFeedback: jest.fn(
      async (..._: Parameters<AnswerReader['setFeedback']>) => undefined,
    ),
  };
  const conversations: jest.Mocked<ConversationStore> = {
    list: jest.fn(async (..._: Parameters<ConversationStore['list']>) => ({
      items: [conversation],
      totalItems: 1,
    })),
    get: jest.fn(async ({ ownerRef }) =>
      ownerRef === ANN ? { conversation, answers: [record] } : undefined,
    ),
    update: jest.fn(async ({ ownerRef }) =>
      ownerRef === ANN ? conversation : undefined,
    ),
    delete: jest.fn(async ({ ownerRef }) => ownerRef === ANN),
  };
  return {
    answers,
    library: new DisclosedConversations({
      answers,
      conversations,
      now: () => at,
    }),
  };
}

const all = answer.entityRefs.slice();
const bob = (visible: string[]) => readerOf('user:default/bob', visible);

describe('DisclosedConversations', () => {
  it('shows an answer by its link to those who may see all that it rests on', async () => {
    const { library } = setup();
    expect(await library.getAnswer(bob(all).asker, 'a1')).toMatchObject({
      state: 'complete',
      events: [{ type: 'text-end' }],
    });
    const some = bob([all[0]]).asker;
    await expect(library.getAnswer(some, 'a1')).rejects.toThrow(
      'There is no such answer',
    );
    await expect(library.getAnswer(some, 'a2')).rejects.toThrow(
      'There is no such answer',
    );
    await expect(
      library.sendFeedback(some, 'a1', { rating: 'helpful' }),
    ).rejects.toThrow('There is no such answer');
  });

  it('shows a running answer to its owner only: what it will rest on is not known yet', async () => {
    const { library } = setup({ ...answer, state: 'running', entityRefs: [] });
    await expect(
      library.readEvents(bob(all).asker, { answerId: 'a1', after: -1 }),
    ).rejects.toThrow('There is no such answer');
    expect(
      await library.readEvents(readerOf(ANN, []).asker, {
        answerId: 'a1',
        after: -1,
      }),
    ).toMatchObject({ running: true });
  });

  it('withholds from the owner what may not be seen any more, with names and events', async () => {
    const { library, answers } = setup();
    const reader = readerOf(ANN, [all[0]]);
    const shown = await library.get(reader, 'c1');
    expect(shown.entities).toEqual([{ entityRef: all[0], title: all[0] }]);
    expect(shown.answers).toEqual([
      expect.objectContaining({
        state: 'withheld',
        question: 'How?',
        events: [],
      }),
    ]);
    expect(
      await library.readEvents(reader.asker, { answerId: 'a1', after: -1 }),
    ).toEqual({ events: [], running: false });
    expect(answers.readEvents).not.toHaveBeenCalled();
  });

  it('lets only the owner stop, rename and delete', async () => {
    const { library, answers } = setup();
    await expect(library.stop(bob(all).asker, 'a1')).rejects.toThrow(
      'There is no such answer',
    );
    await library.stop(readerOf(ANN, []).asker, 'a1');
    expect(answers.requestStop).toHaveBeenCalledTimes(1);
    await expect(
      library.update(bob(all), 'c1', { pinned: true }),
    ).rejects.toThrow('There is no such conversation');
    await expect(library.delete('user:default/bob', 'c1')).rejects.toThrow(
      'There is no such conversation',
    );
    await expect(library.delete(ANN, 'c1')).resolves.toBeUndefined();
  });
});

describe('mayRead', () => {
  it('needs every entity and one principal of every audience, in any case of letters', () => {
    const grounds = {
      entityRefs: all,
      audiences: [['group:default/Ops'], ['group:default/ml', ANN]],
    };
    expect(
      mayRead(readerOf(ANN, all, ['group:default/ops']).asker, grounds),
    ).toBe(true);
    expect(mayRead(readerOf(ANN, all).asker, grounds)).toBe(false);
    expect(
      mayRead(readerOf(ANN, [all[0]], ['group:default/ops']).asker, grounds),
    ).toBe(false);
    expect(
      mayRead(readerOf(ANN, []).asker, { entityRefs: [], audiences: [] }),
    ).toBe(true);
  });
});
