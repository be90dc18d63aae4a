import { randomUUID } from 'node:crypto';
import type { ReadFilter } from '@smart-assistant/backstage-plugin-assistant-node';
import { CHECKOUT, PAYMENTS, createStores } from '../testUtils/answers';
import { everyone, readerOf } from '../testUtils/documents';
import { eachEngine } from '../testUtils/eachEngine';

const NO_ID = randomUUID();

eachEngine('DatabaseConversationStore', getEngine => {
  let stores: Awaited<ReturnType<typeof createStores>>;
  let ann: string;

  beforeAll(async () => {
    stores = await createStores(getEngine(), () => ann);
  });

  beforeEach(() => {
    // each test has a person of its own, so lists start empty
    ann = `user:default/ann-${randomUUID()}`;
  });

  const list = (
    options: {
      search?: string;
      entityRef?: string;
      filter?: ReadFilter;
      limit?: number;
      offset?: number;
    } = {},
  ) =>
    stores.conversations.list({
      ownerRef: ann,
      filter: everyone,
      limit: 10,
      offset: 0,
      ...options,
    });

  it("adds to one's own conversations only", async () => {
    const { conversationId } = await stores.answer();
    await stores.answer({
      conversationId,
      question: 'And now?',
      at: '2026-11-24T12:05:00Z',
    });
    const read = await stores.conversations.get({
      id: conversationId,
      ownerRef: ann,
    });
    expect(read?.answers.map(({ question }) => question)).toEqual([
      'Why does it crash?',
      'And now?',
    ]);
    for (const wrong of [NO_ID, 'no-uuid', "'; drop table answer"]) {
      await expect(
        stores.begin({ conversationId: wrong }),
      ).rejects.toMatchObject({
        name: 'NotFoundError',
      });
      await expect(
        stores.conversations.get({ id: wrong, ownerRef: ann }),
      ).resolves.toBeUndefined();
      await expect(stores.answers.read(wrong)).resolves.toBeUndefined();
    }
    const bob = 'user:default/bob';
    await expect(
      stores.begin({ conversationId, ownerRef: bob }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    await expect(
      stores.conversations.get({ id: conversationId, ownerRef: bob }),
    ).resolves.toBeUndefined();
    await expect(
      stores.conversations.update({
        id: conversationId,
        ownerRef: bob,
        title: 'mine',
        at: new Date(),
      }),
    ).resolves.toBeUndefined();
    await expect(
      stores.conversations.delete({ id: conversationId, ownerRef: bob }),
    ).resolves.toBe(false);
    await expect(
      stores.conversations.get({ id: conversationId, ownerRef: ann }),
    ).resolves.toMatchObject({ conversation: { title: 'Why does it crash?' } });
  });

  it('lists pinned ones first, then the newest, page by page', async () => {
    const ids = [];
    for (const [index, question] of ['first', 'second', 'third'].entries()) {
      ids.push(
        await stores.answer({
          question,
          at: `2026-11-2${index + 1}T12:00:00Z`,
          asked: [CHECKOUT],
        }),
      );
    }
    await stores.conversations.update({
      id: ids[0].conversationId,
      ownerRef: ann,
      pinned: true,
      title: 'pinned',
      at: new Date('2026-11-21T12:00:00Z'),
    });
    const all = await list();
    expect(all.items.map(item => item.title)).toEqual([
      'pinned',
      'third',
      'second',
    ]);
    expect(all).toMatchObject({
      totalItems: 3,
      items: [{ pinned: true, entityRefs: [CHECKOUT] }, {}, {}],
    });
    await expect(list({ limit: 1, offset: 1 })).resolves.toMatchObject({
      totalItems: 3,
      items: [{ title: 'third' }],
    });
  });

  it('searches questions, and answers only with the rights of now', async () => {
    await stores.answer({
      question: 'Сколько 100%_раз?',
      text: 'canary of payments',
      rests: [PAYMENTS],
      asked: [CHECKOUT],
    });
    await stores.answer({ question: 'other', text: 'nothing of note' });
    const totals = async (search: string, filter = everyone) =>
      (await list({ search, filter })).totalItems;
    await expect(totals('100%_РАЗ')).resolves.toBe(1);
    await expect(totals('100__раз')).resolves.toBe(0);
    await expect(totals('canary')).resolves.toBe(1);
    await expect(totals('canary', readerOf([CHECKOUT]))).resolves.toBe(0);
    await expect(
      totals('canary', readerOf([CHECKOUT, PAYMENTS])),
    ).resolves.toBe(1);
    await expect(list({ entityRef: CHECKOUT })).resolves.toMatchObject({
      totalItems: 1,
    });
    await expect(
      list({ entityRef: CHECKOUT, filter: readerOf([PAYMENTS]) }),
    ).resolves.toMatchObject({ totalItems: 0 });
  });

  it('purges what is old and not pinned', async () => {
    const old = await stores.answer({
      question: 'old',
      at: '2020-01-01T00:00:00Z',
    });
    const pinned = await stores.answer({
      question: 'old but pinned',
      at: '2020-01-01T00:00:00Z',
    });
    await stores.conversations.update({
      id: pinned.conversationId,
      ownerRef: ann,
      pinned: true,
      at: new Date('2020-01-01T00:00:00Z'),
    });
    await stores.answer({ question: 'new' });
    await stores.conversations.purge({
      before: new Date('2021-01-01T00:00:00Z'),
    });
    const { items } = await list();
    expect(items.map(item => item.title)).toEqual(['old but pinned', 'new']);
    await expect(stores.answers.read(old.answerId)).resolves.toBeUndefined();
  });
});
