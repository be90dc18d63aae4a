import { resolve } from 'node:path';
import type { Scope } from '../ask/stages';
import { createTestResolver } from './testUtils/createTestResolver';
import { readDemoCatalog } from './testUtils/readDemoCatalog';

const NOW = new Date('2026-11-24T14:20:00Z');
const demo = readDemoCatalog(resolve(__dirname, '../../../..'));
const ask = createTestResolver(demo, { now: NOW });

const CHECKOUT = 'component:default/checkout';
const PAYMENTS = 'component:default/payments';
const guest = {
  userRef: 'user:default/guest',
  groups: ['group:default/team-checkout'],
};
const refsOf = ({ entities }: Scope) =>
  entities.map(({ entityRef }) => entityRef);

describe('ScopeResolver', () => {
  it('describes the entity that a question names', async () => {
    const scope = await ask('why is checkout down?', { asker: guest });
    const [checkout] = scope.entities;
    expect(checkout).toMatchObject({
      entityRef: CHECKOUT,
      title: 'Checkout',
      kind: 'component',
      level: 'full',
    });
    expect(Object.fromEntries(checkout.placeholders)).toMatchObject({
      namespace: 'shop',
      deployment: 'checkout',
      'cluster-context': 'shop-prod',
    });
    expect(checkout.neighbourhood).toEqual(
      expect.arrayContaining([
        CHECKOUT,
        'system:default/shop',
        'component:default/orders',
        PAYMENTS,
      ]),
    );
    expect(scope).toMatchObject({
      origin: 'question',
      questionClass: 'diagnose',
      language: 'en',
      environment: 'prod',
      unknownEntity: false,
      ownsSomething: true,
      asOf: NOW,
    });
    expect(scope.window).toBeUndefined();
  });

  it('takes the page where the question names nothing, and the question where it does', async () => {
    expect(await ask('why is it slow?', { entityRef: CHECKOUT })).toMatchObject(
      { origin: 'page' },
    );
    const other = await ask('why is payments slow?', { entityRef: CHECKOUT });
    expect(other.origin).toBe('question');
    expect(refsOf(other)).toEqual([PAYMENTS]);
  });

  it('takes what the person owns where nothing is named and something is needed', async () => {
    const scope = await ask('what is broken?', { asker: guest });
    expect(scope.origin).toBe('owned');
    expect(refsOf(scope)).toEqual(
      expect.arrayContaining([CHECKOUT, 'component:default/orders']),
    );
    expect(
      await ask('what is a dead letter queue?', { asker: guest }),
    ).toMatchObject({
      origin: 'none',
      entities: [],
    });
    expect(await ask('what is broken?')).toMatchObject({
      origin: 'none',
      ownsSomething: false,
    });
  });

  it('does not answer with what the person owns when something unknown is named', async () => {
    const scope = await ask('why is frobnicator down?', { asker: guest });
    expect(scope).toMatchObject({ origin: 'none', entities: [] });
  });

  describe('conversations', () => {
    const history = [
      {
        question: 'почему упал checkout?',
        answer: 'OOM.',
        entityRefs: [CHECKOUT],
      },
    ];

    it('go on with their entity', async () => {
      const scope = await ask('since when?', { history });
      expect(scope).toMatchObject({
        origin: 'conversation',
        questionClass: 'diagnose',
        aspect: 'since',
      });
      expect(refsOf(scope)).toEqual([CHECKOUT]);
      expect(scope.searchText).toContain('почему упал checkout');
      expect(scope.history).toHaveLength(1);
    });

    it('go on with another entity', async () => {
      expect(refsOf(await ask('а что с платежами?', { history }))).toEqual([
        PAYMENTS,
      ]);
    });

    it.each([
      'What do I do about checkout now?',
      'Что сейчас делать с checkout?',
    ])('ask what to do about what is wrong: %s', async question => {
      const scope = await ask(question);
      expect(scope.questionClass).toBe('diagnose');
      expect(refsOf(scope)).toEqual([CHECKOUT]);
    });

    it('ask about one moment, and keep the entity', async () => {
      for (const question of ['как было в 14:05?', 'and as of 14:05?']) {
        const scope = await ask(question, { history });
        expect(scope.asOf).toEqual(new Date('2026-11-24T14:05:00Z'));
        expect(refsOf(scope)).toEqual([CHECKOUT]);
      }
    });

    it('keep the class when another entity is named', async () => {
      for (const question of ['а что с платежами?', 'and payments?']) {
        const scope = await ask(question, { history });
        expect(refsOf(scope)).toEqual([PAYMENTS]);
        expect(['diagnose', 'state']).toContain(scope.questionClass);
        expect(scope.aspect).toBeUndefined();
      }
    });

    it.each(['покажи логи', 'show the logs', 'show the last stack trace'])(
      'ask for a part of the diagnosis: %s',
      async question => {
        const scope = await ask(question, { history });
        expect(scope).toMatchObject({
          questionClass: 'diagnose',
          aspect: 'logs',
        });
        expect(refsOf(scope)).toEqual([CHECKOUT]);
      },
    );

    it('want the same as before where nothing else is said', async () => {
      expect((await ask('а платежи?', { history })).questionClass).toBe(
        'diagnose',
      );
    });

    it('come before the page for a question that leans on them', async () => {
      const scope = await ask('а почему?', { history, entityRef: PAYMENTS });
      expect(refsOf(scope)).toEqual([CHECKOUT]);
    });
  });

  it('fills nothing of production in for an environment whose cluster is not known', async () => {
    const scope = await ask('how do I restart checkout on stage?', {
      asker: guest,
    });
    expect(scope.environment).toBe('stage');
    expect(
      scope.entities[0].placeholders.get('cluster-context'),
    ).toBeUndefined();
    expect(scope.entities[0].placeholders.get('namespace')).toBe('shop');
  });

  it('lets the words of the question win over what was picked', async () => {
    const picked = { environment: 'stage', at: '2026-11-24T09:00:00Z' };
    expect(await ask('is checkout ok?', picked)).toMatchObject({
      environment: 'stage',
      asOf: new Date(picked.at),
    });
    expect(
      await ask('was checkout ok in prod at 10:00?', picked),
    ).toMatchObject({
      environment: 'prod',
      asOf: new Date('2026-11-24T10:00:00Z'),
    });
  });

  it('reads a link from an alert, and clock times in the zone of the reader', async () => {
    const scope = await ask(
      'Alert CheckoutDown5m: what is wrong with checkout?',
      {
        alert: 'CheckoutDown5m',
        at: '2026-11-24T14:05:00Z',
        timeZone: 'Europe/Berlin',
      },
    );
    expect(scope).toMatchObject({
      alert: 'CheckoutDown5m',
      asOf: new Date('2026-11-24T14:05:00Z'),
      askedAt: NOW,
      timeZone: 'Europe/Berlin',
      questionClass: 'diagnose',
    });
    const past = await ask('how was checkout at 14:05?', {
      timeZone: 'Europe/Berlin',
    });
    expect(past.asOf).toEqual(new Date('2026-11-24T13:05:00Z'));
  });

  it('writes names as documents do, and other words apart', async () => {
    const scope = await ask('чекаут падает после деплоя');
    expect(scope.searchText).toBe('checkout падает после деплоя');
    expect(scope.extraTerms).toEqual(
      expect.arrayContaining(['deploy', 'rollout']),
    );
  });

  it('refuses a window in the future and remarks on one that is cut', async () => {
    await expect(
      ask('is checkout ok?', {
        from: '2027-01-01T00:00:00Z',
        to: '2027-01-02T00:00:00Z',
      }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining('future'),
    });
    const scope = await ask('как там checkout?', {
      from: '2016-01-01T00:00:00Z',
      to: '2026-01-01T00:00:00Z',
    });
    expect(scope.notes).toEqual([expect.stringContaining('92')]);
    expect(scope.window?.from).toEqual(new Date('2025-10-01T00:00:00Z'));
  });

  it.each([
    '🙂',
    "'; DROP TABLE users; --",
    '![x](http://evil.example/x)',
    'а'.repeat(8000),
    'checkout '.repeat(880),
  ])('bears odd input: %.20s', async question => {
    const startedAt = process.cpuUsage();
    const scope = await ask(question);
    expect(scope.questionClass).toEqual(expect.any(String));
    // Time of this process, not of the clock: other tests run beside this one.
    expect(process.cpuUsage(startedAt).user).toBeLessThan(2_000_000);
  });
});
