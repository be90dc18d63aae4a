import { isKnownEvent, withKnownEvents } from './knownEvents';
import { conversationSchema, storedAnswerSchema } from './schema';

const end = { type: 'text-end', sequence: 1, blockId: 'v' };
const future = { type: 'forecast-available', sequence: 2, hours: 4 };
const answer = {
  answerId: 'a-1',
  conversationId: 'c-1',
  question: 'why?',
  askedAt: '2026-11-24T10:00:00Z',
  state: 'complete',
  events: [end, future],
};
const conversation = {
  id: 'c-1',
  title: 'why?',
  pinned: false,
  entities: [],
  createdAt: '2026-11-24T10:00:00Z',
  updatedAt: '2026-11-24T10:00:00Z',
  answers: [answer, { ...answer, events: [future] }],
};

describe('events of a newer server', () => {
  it('are told apart', () => {
    expect(isKnownEvent(end)).toBe(true);
    for (const json of [future, {}, null, 'text-end', undefined]) {
      expect(isKnownEvent(json)).toBe(false);
    }
  });

  it('do not take a stored answer or a conversation from the reader', () => {
    expect(withKnownEvents(storedAnswerSchema).parse(answer).events).toEqual([
      end,
    ]);
    expect(
      withKnownEvents(conversationSchema)
        .parse(conversation)
        .answers.map(({ events }) => events),
    ).toEqual([[end], []]);
    // without it the whole conversation would be lost
    expect(conversationSchema.safeParse(conversation).success).toBe(false);
  });

  it('excuse nothing else', () => {
    const schema = withKnownEvents(storedAnswerSchema);
    const broken = { ...answer, events: [{ type: 'text-end' }] };
    for (const json of [broken, { ...answer, answerId: 1 }, null, []]) {
      expect(schema.safeParse(json).success).toBe(false);
    }
  });
});
