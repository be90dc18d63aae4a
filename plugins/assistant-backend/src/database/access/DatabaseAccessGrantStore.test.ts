import { randomUUID } from 'node:crypto';
import { eachEngine } from '../testUtils/eachEngine';
import { DatabaseAccessGrantStore } from './DatabaseAccessGrantStore';

const NOON = new Date('2026-11-24T12:00:00Z');
const hours = (count: number) => new Date(NOON.getTime() + count * 3_600_000);

eachEngine('DatabaseAccessGrantStore', getEngine => {
  function setUp() {
    const store = new DatabaseAccessGrantStore({ knex: getEngine().knex });
    const userRef = `user:default/${randomUUID()}`;
    const entityRef = `component:default/${randomUUID()}`;
    const open = (more: object = {}) =>
      store.open({
        id: randomUUID(),
        userRef,
        entityRef,
        reason: 'Alert at night',
        grantedAt: NOON,
        expiresAt: hours(4),
        ...more,
      });
    return { store, userRef, entityRef, open };
  }

  it('keeps a grant until its end, by the clock', async () => {
    const { store, userRef, open } = setUp();
    const grant = await open();
    for (const [now, expected] of [
      [NOON, [grant]],
      [new Date(hours(4).getTime() - 1), [grant]],
      [hours(4), []],
    ] as const) {
      await expect(store.ofUser({ userRef, now })).resolves.toEqual(expected);
    }
  });

  it('has one grant per person and entity, also when asked twice at once', async () => {
    const { store, userRef, open } = setUp();
    const [first, second] = await Promise.all([open(), open()]);
    expect(second.id).toBe(first.id);
    const renewed = await open({
      reason: 'Still broken',
      grantedAt: hours(1),
      expiresAt: hours(5),
    });
    expect(renewed).toEqual({
      ...first,
      reason: 'Still broken',
      expiresAt: hours(5),
    });
    await expect(store.ofUser({ userRef, now: hours(1) })).resolves.toEqual([
      renewed,
    ]);
  });

  it('makes a new one after the end of the old, which stays on record', async () => {
    const { store, userRef, open } = setUp();
    const first = await open();
    const second = await open({ grantedAt: hours(6), expiresAt: hours(10) });
    expect(second.id).not.toBe(first.id);
    await expect(store.ofUser({ userRef, now: hours(3) })).resolves.toEqual([
      second,
      first,
    ]);
  });

  it('ends a grant of its own person only, and once', async () => {
    const { store, userRef, open } = setUp();
    const { id } = await open();
    const now = hours(1);
    await expect(
      store.end({ id, userRef: 'user:default/other', now }),
    ).resolves.toBeUndefined();
    await expect(store.end({ id, userRef, now })).resolves.toMatchObject({
      id,
      expiresAt: now,
    });
    await expect(store.end({ id, userRef, now })).resolves.toBeUndefined();
    await expect(store.ofUser({ userRef, now })).resolves.toEqual([]);
  });

  it('finds the grants of entities, newest first, up to a limit', async () => {
    const { store, entityRef, open } = setUp();
    const first = await open();
    const second = await open({
      userRef: 'user:default/other',
      grantedAt: hours(1),
    });
    await open({ entityRef: `${entityRef}-2` });
    const find = (entityRefs: string[], limit = 10) =>
      store.ofEntities({ entityRefs, now: hours(1), limit });
    await expect(find([entityRef, 'component:default/x'])).resolves.toEqual([
      second,
      first,
    ]);
    await expect(find([entityRef], 1)).resolves.toEqual([second]);
    await expect(find([])).resolves.toEqual([]);
  });

  it('deletes what ended long ago', async () => {
    const { store, userRef, open } = setUp();
    await open({ grantedAt: hours(-10), expiresAt: hours(-6) });
    const held = await open();
    await expect(
      store.purge({ before: hours(-5) }),
    ).resolves.toBeGreaterThanOrEqual(1);
    await expect(store.ofUser({ userRef, now: hours(-8) })).resolves.toEqual([
      held,
    ]);
  });
});
