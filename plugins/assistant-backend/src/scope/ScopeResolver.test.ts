import { resolve } from 'node:path';
import type { Scope } from '../ask/stages';
import { testEntity } from '../access/testEntities';
import { createTestResolver } from './testUtils/createTestResolver';
import { readDemoCatalog } from './testUtils/readDemoCatalog';

const NOW = new Date('2026-11-24T14:20:00Z');
const demo = readDemoCatalog(resolve(__dirname, '../../../..'));
const ask = createTestResolver(demo, { now: NOW });

const CHECKOUT = 'component:default/checkout';
const PAYMENTS = 'component:default/payments';
const guest = { userRef: 'user:default/guest', groups: ['group:default/team-checkout'] };
const colin = {
  userRef: 'user:default/colin',
  groups: ['group:default/external-analytics'],
  visible: ['component:default/web-analytics', 'group:default/external-analytics'],
};

const refsOf = ({ entities }: Scope) => entities.map(({ entityRef }) => entityRef);

/** What of a scope may reach the person: everything but who they are. */
function saidIn({ asker, ...scope }: Scope): string {
  return JSON.stringify({ ...scope, userRef: asker.userRef });
}

describe('ScopeResolver', () => {
  it('describes the entity that a question names', async () => {
    const scope = await ask('why is checkout down?', { asker: guest });
    const [checkout] = scope.entities;
    expect(checkout).toMatchObject({
      entityRef: CHECKOUT,
      title: 'Checkout',
      kind: 'component',
      level: 'full',
      exposure: 'full',
    });
    expect(Object.fromEntries(checkout.placeholders)).toMatchObject({
      namespace: 'shop',
      deployment: 'checkout',
      'cluster-context': 'shop-prod',
    });
    expect(checkout.neighbourhood).toEqual(
      expect.arrayContaining([CHECKOUT, 'system:default/shop', 'component:default/orders', PAYMENTS]),
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
    expect(await ask('why is it slow?', { entityRef: CHECKOUT })).toMatchObject({ origin: 'page' });
    const other = await ask('why is payments slow?', { entityRef: CHECKOUT });
    expect(other.origin).toBe('question');
    expect(refsOf(other)).toEqual([PAYMENTS]);
  });

  it('takes what the person owns where nothing is named and something is needed', async () => {
    const scope = await ask('what is broken?', { asker: guest });
    expect(scope.origin).toBe('owned');
    expect(refsOf(scope)).toEqual(expect.arrayContaining([CHECKOUT, 'component:default/orders']));
    expect(await ask('what is a dead letter queue?', { asker: guest })).toMatchObject({
      origin: 'none',
      entities: [],
    });
    expect(await ask('what is broken?')).toMatchObject({ origin: 'none', ownsSomething: false });
  });

  it('does not answer with what the person owns when something unknown is named', async () => {
    const scope = await ask('why is frobnicator down?', { asker: guest });
    expect(scope).toMatchObject({ origin: 'none', entities: [] });
  });

  describe('what the person may not see', () => {
    it.each([
      'why is checkout down?',
      'почему лежит чекаут?',
      'chekout is broken',
      'срусщге is broken',
      'xtrfen gflftn',
      'pochemu padaet chekaut',
      'is recs_train ok?',
    ])('is as if it were not there: %s', async question => {
      const scope = await ask(question, { asker: colin });
      expect(refsOf(scope)).toEqual([]);
      // The person's own words may come back, and nothing of the catalog with them.
      expect(saidIn({ ...scope, question: '', searchText: '' })).not.toMatch(
        /checkout|recs-training|team-checkout/i,
      );
    });

    it('is not told apart from what does not exist', async () => {
      const hidden = await ask('is it ok?', { asker: colin, entityRef: CHECKOUT });
      const absent = await ask('is it ok?', { asker: colin, entityRef: 'component:default/absent' });
      expect(hidden.unknownEntity).toBe(true);
      expect(saidIn(hidden)).toEqual(saidIn(absent));
      const written = await ask(`what is ${CHECKOUT}?`, { asker: colin });
      expect(written).toMatchObject({ unknownEntity: true, entities: [] });
    });

    it('does not decide which of two names is meant', async () => {
      const entities = [
        testEntity('component:default/hidden', { annotations: { 'assistant/aliases': 'gateway' } }),
        testEntity('component:default/shown', { annotations: { 'assistant/aliases': 'gateway' } }),
        testEntity('component:default/gatewayx'),
      ];
      const resolveNames = createTestResolver(entities, { now: NOW });
      const visible = ['component:default/shown'];
      expect(refsOf(await resolveNames('is gateway ok?', { asker: { visible } }))).toEqual(visible);
      expect(refsOf(await resolveNames('is gatewayx ok?', { asker: { visible } }))).toEqual(visible);
    });

    it('stands in no neighbourhood', async () => {
      const visible = [CHECKOUT, PAYMENTS];
      const scope = await ask('is checkout ok?', { asker: { visible } });
      expect(scope.entities[0].neighbourhood).toEqual(visible);
    });

    it('takes the turns of the conversation that rest on it along', async () => {
      const history = [{ question: 'is checkout ok?', answer: 'It is.', entityRefs: [CHECKOUT] }];
      const scope = await ask('and why?', { asker: colin, history });
      expect(scope.history).toEqual([]);
      expect(refsOf(scope)).not.toContain(CHECKOUT);
    });
  });

  describe('conversations', () => {
    const history = [{ question: 'почему упал checkout?', answer: 'OOM.', entityRefs: [CHECKOUT] }];

    it('go on with their entity', async () => {
      const scope = await ask('since when?', { history });
      expect(scope).toMatchObject({ origin: 'conversation', questionClass: 'what-changed' });
      expect(refsOf(scope)).toEqual([CHECKOUT]);
      expect(scope.searchText).toContain('почему упал checkout');
      expect(scope.history).toHaveLength(1);
    });

    it('go on with another entity', async () => {
      expect(refsOf(await ask('а что с платежами?', { history }))).toEqual([PAYMENTS]);
    });

    it('want the same as before where nothing else is said', async () => {
      expect((await ask('а платежи?', { history })).questionClass).toBe('diagnose');
    });

    it('come before the page for a question that leans on them', async () => {
      const scope = await ask('а почему?', { history, entityRef: PAYMENTS });
      expect(refsOf(scope)).toEqual([CHECKOUT]);
    });
  });

  it('fills nothing of production in for an environment whose cluster is not known', async () => {
    const scope = await ask('how do I restart checkout on stage?', { asker: guest });
    expect(scope.environment).toBe('stage');
    expect(scope.entities[0].placeholders.get('cluster-context')).toBeUndefined();
    expect(scope.entities[0].placeholders.get('namespace')).toBe('shop');
  });

  it('lets the words of the question win over what was picked', async () => {
    const picked = { environment: 'stage', at: '2026-11-24T09:00:00Z' };
    expect(await ask('is checkout ok?', picked)).toMatchObject({
      environment: 'stage',
      asOf: new Date(picked.at),
    });
    expect(await ask('was checkout ok in prod at 10:00?', picked)).toMatchObject({
      environment: 'prod',
      asOf: new Date('2026-11-24T10:00:00Z'),
    });
  });

  it('writes names as documents do, and other words apart', async () => {
    const scope = await ask('чекаут падает после деплоя');
    expect(scope.searchText).toBe('checkout падает после деплоя');
    expect(scope.extraTerms).toEqual(expect.arrayContaining(['deploy', 'rollout']));
  });

  it('refuses a window in the future and remarks on one that is cut', async () => {
    await expect(
      ask('is checkout ok?', { from: '2027-01-01T00:00:00Z', to: '2027-01-02T00:00:00Z' }),
    ).rejects.toMatchObject({ name: 'InputError', message: expect.stringContaining('future') });
    const scope = await ask('как там checkout?', {
      from: '2016-01-01T00:00:00Z',
      to: '2026-01-01T00:00:00Z',
    });
    expect(scope.notes).toEqual([expect.stringContaining('92')]);
    expect(scope.window?.from).toEqual(new Date('2025-10-01T00:00:00Z'));
  });

  it.each(['🙂', "'; DROP TABLE users; --", '![x](http://evil.example/x)', 'а'.repeat(8000), 'checkout '.repeat(880)])(
    'bears odd input: %.20s',
    async question => {
      const startedAt = performance.now();
      const scope = await ask(question);
      expect(scope.questionClass).toEqual(expect.any(String));
      expect(performance.now() - startedAt).toBeLessThan(2000);
    },
  );
});
