import { randomUUID } from 'node:crypto';
import type {
  AnswerBasis,
  AnswerEvent,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { noJournal } from '../conversations/ConversationJournal';
import { DatabaseAnswerStore } from '../conversations/DatabaseAnswerStore';
import { DatabaseConversationStore } from '../conversations/DatabaseConversationStore';
import type { Engine } from '../engine';
import { ProcessRegistry } from '../ProcessRegistry';

export const CHECKOUT = 'component:default/checkout';
export const PAYMENTS = 'component:default/payments';

export function textEvent(sequence: number, text: string): AnswerEvent {
  return { type: 'text-delta', blockId: 'b', text, sequence };
}

const BASIS: AnswerBasis = {
  documents: {
    generation: 7,
    builtAt: '2026-11-24T00:00:00Z',
    dense: 'ready',
  },
};

interface Asked {
  question?: string;
  conversationId?: string;
  ownerRef?: string;
  at?: string;
}

/** Stores of an engine, and short ways to fill them for one person. */
export async function createStores(engine: Engine, person: () => string) {
  const { knex } = engine;
  const processes = await ProcessRegistry.create({ exclusive: false });
  const answers = new DatabaseAnswerStore({
    knex,
    processes,
    journal: noJournal,
  });
  const conversations = new DatabaseConversationStore({
    knex,
    journal: noJournal,
  });
  return { answers, conversations, ...createWriters(answers, person) };
}

/** Writes answers as the ask path does. */
export function createWriters(
  answers: Pick<DatabaseAnswerStore, 'begin' | 'append' | 'finish'>,
  person: () => string,
) {
  async function begin(options: Asked = {}) {
    const answerId = randomUUID();
    const question = options.question ?? 'Why does it crash?';
    const { conversationId } = await answers.begin({
      answerId,
      conversationId: options.conversationId,
      ownerRef: options.ownerRef ?? person(),
      question,
      title: question,
      language: 'en',
      at: new Date(options.at ?? '2026-11-24T12:00:00Z'),
    });
    return { answerId, conversationId };
  }

  async function answer(
    options: Asked & {
      text?: string;
      rests?: string[];
      asked?: string[];
      audiences?: string[][];
    } = {},
  ) {
    const ids = await begin(options);
    const text = options.text ?? 'Roll it back.';
    await answers.append({
      answerId: ids.answerId,
      events: [textEvent(0, text)],
      entityRefs: options.rests ?? [],
      askedRefs: options.asked ?? [],
      audiences: options.audiences ?? [],
    });
    await answers.finish({
      answerId: ids.answerId,
      state: 'complete',
      language: 'ru',
      text,
      basis: BASIS,
      at: new Date('2026-11-24T12:00:01Z'),
    });
    return ids;
  }
  return { begin, answer };
}
