import { randomUUID } from 'node:crypto';
import type { ReadFilter } from '@smart-assistant/backstage-plugin-assistant-node';
import { ProcessRegistry } from '../ProcessRegistry';
import {
  CHECKOUT,
  PAYMENTS,
  createStores,
  textEvent,
} from '../testUtils/answers';
import { everyone, readerOf } from '../testUtils/documents';
import { eachEngine } from '../testUtils/eachEngine';

const NO_ID = randomUUID();

eachEngine('DatabaseAnswerStore', getEngine => {
  let stores: Awaited<ReturnType<typeof createStores>>;
  let ann: string;

  beforeAll(async () => {
    stores = await createStores(getEngine(), () => ann);
  });

  beforeEach(() => {
    // each test has a person of its own, so lists start empty
    ann = `user:default/ann-${randomUUID()}`;
  });

  it('keeps an answer while it is written, and after', async () => {
    const { answerId, conversationId } = await stores.begin();
    await expect(stores.answers.read(answerId)).resolves.toMatchObject({
      state: 'running',
      ownerRef: ann,
      conversationId,
    });
    await stores.answers.append({
      answerId,
      events: [textEvent(0, 'a\u0000 \\u0000'), textEvent(1, 'b')],
      entityRefs: [CHECKOUT],
      askedRefs: [],
      audiences: [],
    });
    await stores.answers.append({
      answerId,
      events: [textEvent(1, 'never'), textEvent(2, 'c')],
      entityRefs: [PAYMENTS],
      askedRefs: ['Component:default/Checkout'],
      audiences: [
        ['Group:default/ops', 'user:default/bob'],
        ['user:default/bob', 'group:default/ops'],
      ],
    });
    await expect(
      stores.answers.readEvents({ answerId, after: -1, limit: 10 }),
    ).resolves.toEqual([
      textEvent(0, 'a \\u0000'),
      textEvent(1, 'b'),
      textEvent(2, 'c'),
    ]);
    await expect(
      stores.answers.readEvents({ answerId, after: 1, limit: 10 }),
    ).resolves.toEqual([textEvent(2, 'c')]);
    await stores.answers.finish({
      answerId,
      state: 'stopped',
      language: 'en',
      text: 'abc',
      basis: {},
      at: new Date(),
    });
    await expect(stores.answers.read(answerId)).resolves.toMatchObject({
      state: 'stopped',
      text: 'abc',
      entityRefs: [CHECKOUT, PAYMENTS],
      audiences: [['group:default/ops', 'user:default/bob']],
    });
  });

  it('gives as history what may still be read', async () => {
    const { conversationId } = await stores.answer({
      question: 'one',
      text: '1',
      asked: [CHECKOUT],
      rests: [PAYMENTS],
    });
    await stores.answer({
      conversationId,
      question: 'two',
      text: '2',
      audiences: [['group:default/ops']],
      at: '2026-11-24T12:00:10Z',
    });
    await stores.answer({
      conversationId,
      question: 'three',
      text: '3',
      asked: [CHECKOUT],
      at: '2026-11-24T12:00:20Z',
    });
    await stores.begin({ conversationId, question: 'running' });
    const history = async (filter: ReadFilter, limit = 5) =>
      (
        await stores.answers.history({
          conversationId,
          ownerRef: ann,
          filter,
          limit,
        })
      ).map(past => past.question);
    await expect(history(everyone)).resolves.toEqual(['one', 'three']);
    await expect(
      history({ ...everyone, principals: ['group:default/ops'] }),
    ).resolves.toEqual(['one', 'two', 'three']);
    await expect(
      history({ ...everyone, principals: ['group:default/ops'] }, 2),
    ).resolves.toEqual(['two', 'three']);
    await expect(history(readerOf([CHECKOUT]))).resolves.toEqual(['three']);
    await expect(history(readerOf([]))).resolves.toEqual([]);
    await expect(
      stores.answers.history({
        conversationId,
        ownerRef: 'user:default/bob',
        filter: everyone,
        limit: 5,
      }),
    ).resolves.toEqual([]);
    await expect(
      stores.answers.history({
        conversationId,
        ownerRef: ann,
        filter: everyone,
        limit: 1,
      }),
    ).resolves.toEqual([
      { question: 'three', answer: '3', entityRefs: [CHECKOUT] },
    ]);
  });

  it('keeps the last rating with the versions of the bases', async () => {
    const { answerId, conversationId } = await stores.answer();
    const at = new Date();
    await stores.answers.setFeedback({
      answerId,
      ownerRef: ann,
      rating: 'helpful',
      at,
    });
    await stores.answers.setFeedback({
      answerId,
      ownerRef: ann,
      rating: 'not-helpful',
      comment: 'outdated',
      at,
    });
    await stores.answers.setFeedback({
      answerId: NO_ID,
      ownerRef: ann,
      rating: 'helpful',
      at,
    });
    await expect(stores.answers.read(answerId)).resolves.toMatchObject({
      rating: 'not-helpful',
    });
    const rows = () => getEngine().knex('feedback').where({ owner_ref: ann });
    await expect(rows()).resolves.toMatchObject([
      { answer_id: answerId, comment: 'outdated', documents_generation: 7 },
    ]);
    await expect(
      stores.conversations.delete({ id: conversationId, ownerRef: ann }),
    ).resolves.toBe(true);
    await expect(stores.answers.read(answerId)).resolves.toBeUndefined();
    await expect(
      stores.answers.readEvents({ answerId, after: -1, limit: 9 }),
    ).resolves.toEqual([]);
    await expect(rows()).resolves.toMatchObject([
      { rating: 'not-helpful', comment: null },
    ]);
  });

  it('passes a stop on, and ends answers of dead processes', async () => {
    const { answerId } = await stores.begin();
    await expect(stores.answers.isStopRequested(answerId)).resolves.toBe(false);
    await stores.answers.requestStop(answerId);
    await expect(stores.answers.isStopRequested(answerId)).resolves.toBe(true);
    await stores.answers.append({
      answerId,
      events: [textEvent(0, 'half')],
      entityRefs: [],
      askedRefs: [],
      audiences: [],
    });
    await stores.answers.recover();
    await expect(stores.answers.read(answerId)).resolves.toMatchObject({
      state: 'running',
    });
    const dead = {
      ...JSON.parse((await ProcessRegistry.create({ exclusive: false })).self),
      pid: 2 ** 22 + 1,
    };
    await getEngine()
      .knex('answer')
      .where({ id: answerId })
      .update({ process: JSON.stringify(dead) });
    await expect(stores.answers.recover()).resolves.toBe(1);
    await expect(stores.answers.read(answerId)).resolves.toMatchObject({
      state: 'failed',
    });
    await expect(
      stores.answers.readEvents({ answerId, after: 0, limit: 9 }),
    ).resolves.toEqual([
      {
        type: 'answer-end',
        status: 'failed',
        tookMs: 0,
        basis: {},
        sequence: 1,
      },
    ]);
  });
});
