import type { Entity } from '@backstage/catalog-model';
import { providerAnnotations, policy } from './__testUtils__/shop';
import {
  type TestAssistant,
  startTestAssistant,
} from './__testUtils__/startTestAssistant';

const OPERA = 'user:default/opera';
const ANN = 'user:default/ann';
const CHECKOUT = 'component:default/checkout';
const groups: Record<string, string[]> = {
  // reads what the shop owns, as the policy has it, and is on call
  [OPERA]: ['group:default/on-call', 'group:default/shop-readers'],
  [ANN]: ['group:default/shop'],
};

function component(name: string, owner: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations: providerAnnotations },
    spec: { type: 'service', lifecycle: 'production', owner },
  };
}

describe('opening entities on call', () => {
  let assistant: TestAssistant;

  beforeAll(async () => {
    assistant = await startTestAssistant({
      engine: 'pglite',
      entities: [
        component('checkout', 'group:default/shop'),
        component('recommender', 'group:default/ml'),
      ],
      policy: {
        handle: async (request, user) =>
          policy.handle(
            request,
            user && {
              ...user,
              info: {
                ...user.info,
                ownershipEntityRefs: user.info.ownershipEntityRefs.map(ref =>
                  ref === 'group:default/shop-readers'
                    ? 'group:default/shop'
                    : ref,
                ),
              },
            },
          ),
      },
      groups,
      config: { access: { onCall: ['group:default/on-call'] } },
    });
  }, 180_000);

  afterAll(() => assistant?.stop(), 60_000);

  const wish = { entityRef: CHECKOUT, reason: 'Alert at night' };

  it('opens, lists, tells the owners, and closes', async () => {
    const opera = assistant.clientOf(OPERA);
    const ann = assistant.clientOf(ANN);
    expect((await opera.getOverview()).onCall).toBe(true);
    expect(await ann.getOverview()).toMatchObject({
      onCall: false,
      accessGrants: [],
    });

    const grant = await opera.openAccess(wish);
    expect(Date.parse(grant.expiresAt) - Date.parse(grant.grantedAt)).toBe(
      4 * 3_600_000,
    );
    expect(await opera.listAccessGrants()).toEqual({ items: [grant] });
    expect(await ann.listAccessGrants()).toEqual({ items: [] });
    expect((await ann.getOverview()).accessGrants).toEqual([grant]);
    await expect(ann.closeAccess(grant.id)).rejects.toThrow(/404/);

    await opera.closeAccess(grant.id);
    expect(await opera.listAccessGrants()).toEqual({ items: [] });
    expect((await ann.getOverview()).accessGrants).toEqual([]);
    await expect(opera.closeAccess(grant.id)).rejects.toThrow(/404/);
  }, 60_000);

  it('refuses whoever is not on call, and what may not be read', async () => {
    await expect(assistant.clientOf(ANN).openAccess(wish)).rejects.toThrow(
      /403/,
    );
    for (const name of ['recommender', 'nowhere']) {
      await expect(
        assistant
          .clientOf(OPERA)
          .openAccess({ ...wish, entityRef: `component:default/${name}` }),
      ).rejects.toThrow(/404/);
    }
    await expect(
      assistant.clientOf(OPERA).openAccess({ ...wish, reason: '  x ' }),
    ).rejects.toThrow(/400/);
  }, 60_000);

  it('leaves audit events with entity and reason, also of refusals', () => {
    const events = assistant.audits.map(text => JSON.parse(text));
    expect(events).toContainEqual(
      expect.objectContaining({
        eventId: 'access-open',
        severityLevel: 'high',
        status: 'succeeded',
        meta: wish,
      }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({
        eventId: 'access-open',
        status: 'failed',
        error: 'NotAllowedError',
      }),
    );
    expect(events).toContainEqual(
      expect.objectContaining({ eventId: 'access-close', status: 'succeeded' }),
    );
  });
});
