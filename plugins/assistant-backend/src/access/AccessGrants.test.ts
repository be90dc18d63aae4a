import { mockServices } from '@backstage/backend-test-utils';
import { AccessGrants } from './AccessGrants';
import type { AccessGrantRecord, AccessGrantStore } from './AccessGrantStore';
import type { ResolvedAsker } from './AskerResolver';
import { EntitySnapshot } from './EntitySnapshot';
import { testEntity } from './testUtils/testEntity';
import { toEntityView } from './toEntityView';

const ON_CALL = 'group:default/on-call';
const OPERA = 'user:default/opera';
const ANN = 'user:default/ann';
const CHECKOUT = 'component:default/checkout';
const HIDDEN = 'component:default/hidden';
const HOUR = 3_600_000;

const snapshot = new EntitySnapshot(
  [
    testEntity(CHECKOUT, {
      title: 'Checkout',
      relations: { partOf: ['system:default/shop'] },
    }),
    testEntity(HIDDEN, { relations: { ownedBy: ['group:default/store'] } }),
    testEntity('system:default/shop', {
      relations: { ownedBy: ['group:default/store'], hasPart: [CHECKOUT] },
    }),
    testEntity(OPERA, { title: 'Opera on call' }),
  ].map(toEntityView),
);

/** The store without its SQL; times are compared as the real one does. */
class MemoryStore implements AccessGrantStore {
  grants: AccessGrantRecord[] = [];

  async open(grant: AccessGrantRecord) {
    this.grants.push(grant);
    return grant;
  }
  async ofUser({ userRef, now }: { userRef: string; now: Date }) {
    return this.grants.filter(
      grant => grant.userRef === userRef && grant.expiresAt > now,
    );
  }
  async ofEntities(options: { entityRefs: readonly string[]; now: Date }) {
    return this.grants.filter(
      grant =>
        options.entityRefs.includes(grant.entityRef) &&
        grant.expiresAt > options.now,
    );
  }
  async end({ id, userRef, now }: { id: string; userRef: string; now: Date }) {
    const grant = this.grants.find(
      one => one.id === id && one.userRef === userRef && one.expiresAt > now,
    );
    if (grant) {
      grant.expiresAt = now;
    }
    return grant;
  }
  async purge() {
    return 0;
  }
}

function reader(userRef: string, groups: string[]): ResolvedAsker {
  return {
    snapshot,
    asker: {
      userRef,
      principals: [userRef, ...groups],
      filter: { entities: { type: 'all' }, principals: [] },
      levelOf: ref => (ref === HIDDEN ? 'none' : 'state'),
    },
  };
}

function setUp(onCall = [ON_CALL]) {
  const store = new MemoryStore();
  const clock = { now: new Date('2026-11-24T12:00:00Z') };
  const logger = mockServices.logger.mock();
  const grants = new AccessGrants({
    store,
    onCall,
    logger,
    now: () => clock.now,
  });
  const opera = reader(OPERA, [ON_CALL]);
  const wish = { entityRef: CHECKOUT, reason: 'Alert at night' };
  const pass = (ms: number) => {
    clock.now = new Date(clock.now.getTime() + ms);
  };
  return { store, grants, opera, wish, pass, logger };
}

describe('AccessGrants', () => {
  it('opens an entity for four hours, not longer', async () => {
    const { grants, opera, wish, pass } = setUp();
    await expect(grants.open(opera, wish)).resolves.toEqual({
      id: expect.any(String),
      user: { entityRef: OPERA, title: 'Opera on call' },
      entity: { entityRef: CHECKOUT, title: 'Checkout' },
      reason: 'Alert at night',
      grantedAt: '2026-11-24T12:00:00.000Z',
      expiresAt: '2026-11-24T16:00:00.000Z',
    });
    pass(4 * HOUR - 1);
    expect(await grants.readOpened(opera.asker)).toEqual(new Set([CHECKOUT]));
    pass(1);
    expect(await grants.readOpened(opera.asker)).toEqual(new Set());
    expect(await grants.list(opera)).toEqual([]);
  });

  it.each([
    ['somebody who is in no such group', [ON_CALL], ['group:default/shop']],
    ['anybody while no group is configured', [], [ON_CALL]],
  ])(
    'refuses %s, of existing entities as of others',
    async (_, onCall, groups) => {
      const { grants, wish, store } = setUp(onCall);
      const other = reader(ANN, groups);
      for (const entityRef of [CHECKOUT, HIDDEN, 'component:default/nowhere']) {
        await expect(
          grants.open(other, { ...wish, entityRef }),
        ).rejects.toMatchObject({ name: 'NotAllowedError' });
      }
      expect(store.grants).toEqual([]);
    },
  );

  it('does not know an entity that may not be read', async () => {
    const { grants, opera, wish, store } = setUp();
    await expect(
      grants.open(opera, { ...wish, entityRef: HIDDEN }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(store.grants).toEqual([]);
  });

  it('closes what was opened for whoever leaves the group', async () => {
    const { grants, opera, wish } = setUp();
    await grants.open(opera, wish);
    const left = reader(OPERA, []);
    expect(await grants.readOpened(left.asker)).toEqual(new Set());
  });

  it('closes on demand, only what is one’s own', async () => {
    const { grants, opera, wish } = setUp();
    const { id } = await grants.open(opera, wish);
    await expect(
      grants.close(reader(ANN, [ON_CALL]), id),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
    expect(await grants.list(opera)).toHaveLength(1);
    await grants.close(opera, id);
    expect(await grants.list(opera)).toEqual([]);
    await expect(grants.close(opera, id)).rejects.toMatchObject({
      name: 'NotFoundError',
    });
  });

  it('tells owners, also those of the System, and nobody else', async () => {
    const { grants, opera, wish, store, pass } = setUp();
    await grants.open(opera, wish);
    const owner = reader(ANN, ['group:default/store']);
    expect(await grants.ofOwned(owner)).toMatchObject([
      { user: { title: 'Opera on call' }, reason: 'Alert at night' },
    ]);
    expect(await grants.ofOwned(reader(ANN, ['group:default/x']))).toEqual([]);
    // one knows oneself what one has open
    expect(
      await grants.ofOwned(reader(OPERA, ['group:default/store'])),
    ).toEqual([]);
    // an owner who may not read the entity is told nothing of it
    await store.open({ ...store.grants[0], id: 'x', entityRef: HIDDEN });
    expect(await grants.ofOwned(owner)).toHaveLength(1);
    pass(4 * HOUR);
    expect(await grants.ofOwned(owner)).toEqual([]);
  });

  it('opens nothing when the database does not answer, and says so in the log', async () => {
    const { grants, opera, store, logger } = setUp();
    store.ofUser = store.ofEntities = async () => {
      throw new Error('gone');
    };
    expect(await grants.readOpened(opera.asker)).toEqual(new Set());
    expect(await grants.ofOwned(opera)).toEqual([]);
    expect(logger.warn).toHaveBeenCalledWith(expect.stringContaining('gone'));
    await expect(grants.list(opera)).rejects.toThrow('gone');
  });
});
