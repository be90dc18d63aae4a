import { resolve } from 'node:path';
import type { Scope } from '../ask/stages';
import { testEntity } from '../access/testUtils/testEntity';
import { createTestResolver } from './testUtils/createTestResolver';
import { readDemoCatalog } from './testUtils/readDemoCatalog';

const NOW = new Date('2026-11-24T14:20:00Z');
const demo = readDemoCatalog(resolve(__dirname, '../../../..'));
const ask = createTestResolver(demo, { now: NOW });

const CHECKOUT = 'component:default/checkout';
const PAYMENTS = 'component:default/payments';
const colin = {
  userRef: 'user:default/colin',
  groups: ['group:default/external-analytics'],
  visible: [
    'component:default/web-analytics',
    'group:default/external-analytics',
  ],
};

const refsOf = ({ entities }: Scope) =>
  entities.map(({ entityRef }) => entityRef);

/** What of a scope may reach the person: everything but who they are. */
function saidIn({ asker, ...scope }: Scope): string {
  return JSON.stringify({ ...scope, userRef: asker.userRef });
}

describe('ScopeResolver', () => {
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
      const hidden = await ask('is it ok?', {
        asker: colin,
        entityRef: CHECKOUT,
      });
      const absent = await ask('is it ok?', {
        asker: colin,
        entityRef: 'component:default/absent',
      });
      expect(hidden.unknownEntity).toBe(true);
      expect(saidIn(hidden)).toEqual(saidIn(absent));
      const written = await ask(`what is ${CHECKOUT}?`, { asker: colin });
      expect(written).toMatchObject({ unknownEntity: true, entities: [] });
    });

    it('does not decide which of two names is meant', async () => {
      const entities = [
        testEntity('component:default/hidden', {
          annotations: { 'assistant/aliases': 'gateway' },
        }),
        testEntity('component:default/shown', {
          annotations: { 'assistant/aliases': 'gateway' },
        }),
        testEntity('component:default/gatewayx'),
      ];
      const resolveNames = createTestResolver(entities, { now: NOW });
      const visible = ['component:default/shown'];
      expect(
        refsOf(await resolveNames('is gateway ok?', { asker: { visible } })),
      ).toEqual(visible);
      expect(
        refsOf(await resolveNames('is gatewayx ok?', { asker: { visible } })),
      ).toEqual(visible);
    });

    it('stands in no neighbourhood', async () => {
      const visible = [CHECKOUT, PAYMENTS];
      const scope = await ask('is checkout ok?', { asker: { visible } });
      expect(scope.entities[0].neighbourhood).toEqual(visible);
    });

    it('takes the turns of the conversation that rest on it along', async () => {
      const history = [
        {
          question: 'is checkout ok?',
          answer: 'It is.',
          entityRefs: [CHECKOUT],
        },
      ];
      const scope = await ask('and why?', { asker: colin, history });
      expect(scope.history).toEqual([]);
      expect(refsOf(scope)).not.toContain(CHECKOUT);
    });
  });
});
