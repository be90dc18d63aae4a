import { eachEngine } from '../testUtils/eachEngine';
import { createFinding } from '../testUtils/findings';
import { DatabaseFindingStore } from './DatabaseFindingStore';

const NOON = Date.UTC(2026, 10, 25, 12);
const HOUR = 3_600_000;
const ALL = { type: 'all' as const };
const BY = 'user:default/ann';

const refs = (...names: string[]) => ({
  type: 'refs' as const,
  refs: new Set(names.map(name => `component:default/${name}`)),
});

eachEngine('findings', getEngine => {
  let store: DatabaseFindingStore;

  beforeEach(async () => {
    const { knex } = getEngine();
    await knex.raw('truncate finding, finding_entity, finding_handling');
    store = new DatabaseFindingStore({ knex });
  });

  const judge = (
    at: number,
    findings: ReturnType<typeof createFinding>[],
    options: Partial<Parameters<DatabaseFindingStore['judge']>[0]> = {},
  ) => store.judge({ findings, at, version: 1, scope: 'all', ...options });
  const list = (now: number, options: object = {}) =>
    store.list({ entities: ALL, now, limit: 50, ...options });
  const names = (findings: Awaited<ReturnType<typeof list>>) =>
    findings.map(({ finding }) => finding.subject.name);

  it('keep a fault from its first to its last time', async () => {
    const cart = createFinding('cart');
    await expect(judge(NOON, [cart])).resolves.toEqual({
      appeared: [cart.id],
      resolved: [],
    });
    await expect(
      judge(NOON + 5_000, [{ ...cart, severity: 'critical' }], { version: 7 }),
    ).resolves.toEqual({ appeared: [], resolved: [] });
    await expect(list(NOON + 5_000)).resolves.toEqual([
      {
        finding: { ...cart, severity: 'critical' },
        version: 7,
        firstSeen: NOON,
        activeSince: NOON,
        lastSeen: NOON + 5_000,
        state: 'active',
        chronic: false,
        entityRefs: ['component:default/cart'],
      },
    ]);

    await expect(judge(NOON + 9_000, [])).resolves.toEqual({
      appeared: [],
      resolved: [cart.id],
    });
    await expect(list(NOON + 9_000)).resolves.toEqual([]);
    await expect(list(NOON + 9_000, { resolvedAfter: NOON })).resolves.toEqual([
      expect.objectContaining({ state: 'resolved', resolvedAt: NOON + 9_000 }),
    ]);
  });

  it('go on after a short pause, and begin anew after a long one', async () => {
    const cart = createFinding('cart');
    const back = async (at: number) => {
      await judge(at, [cart]);
      return (await store.get(cart.id, { now: at }))?.activeSince;
    };
    await judge(NOON, [cart]);
    await judge(NOON + 1_000, []);
    await expect(back(NOON + 60_000)).resolves.toBe(NOON);
    await judge(NOON + 61_000, []);
    await expect(back(NOON + HOUR)).resolves.toBe(NOON + HOUR);
    await expect(store.get(cart.id, { now: NOON })).resolves.toMatchObject({
      firstSeen: NOON,
    });
  });

  it('are resolved only where somebody looked', async () => {
    const [cart, checkout, pods] = ['cart', 'checkout', 'pods'].map(name =>
      createFinding(name),
    );
    const nobodys = {
      ...pods,
      subject: { ...pods.subject, entityRef: undefined },
    };
    await judge(NOON, [cart, checkout, nobodys]);
    await expect(
      judge(NOON + 1, [], {
        scope: { entityRefs: ['component:default/Cart'] },
      }),
    ).resolves.toMatchObject({ resolved: [cart.id] });
    await expect(
      judge(NOON + 2, [], {
        scope: { subjects: ['kubernetes|prod|Deployment|shop|pods'] },
      }),
    ).resolves.toMatchObject({ resolved: [nobodys.id] });
    await expect(list(NOON + 2).then(names)).resolves.toEqual(['checkout']);
  });

  it('are shown to whoever has an entity in them, as cause or as victim', async () => {
    const cart = createFinding('cart');
    await judge(NOON, [
      { ...cart, victims: [createFinding('checkout').subject] },
      createFinding('payments'),
    ]);
    const of = (...entities: string[]) =>
      list(NOON, { entities: refs(...entities) }).then(names);
    await expect(of('checkout')).resolves.toEqual(['cart']);
    await expect(of('payments', 'other')).resolves.toEqual(['payments']);
    await expect(of()).resolves.toEqual([]);
    // it is no victim any more
    await judge(NOON + 1, [cart]);
    await expect(of('checkout')).resolves.toEqual([]);
  });

  it('name a new fault before old ones, and the worst of the new ones first', async () => {
    const old = Array.from({ length: 30 }, (_, i) =>
      createFinding(`old-${i}`, {
        since: NOON - 30 * 24 * HOUR,
        severity: 'critical',
      }),
    );
    await judge(NOON, [
      ...old,
      createFinding('mild', { severity: 'warning' }),
      createFinding('new', { severity: 'error' }),
    ]);
    const found = await list(NOON);
    expect(names(found).slice(0, 2)).toEqual(['new', 'mild']);
    expect(found.filter(({ chronic }) => chronic)).toHaveLength(30);
    const tomorrow = await list(NOON + 25 * HOUR);
    expect(tomorrow.every(({ chronic }) => chronic)).toBe(true);
  });

  it('are acknowledged until they come back, and muted until a time', async () => {
    const cart = createFinding('cart');
    const handle = (
      now: number,
      request: Parameters<typeof store.handle>[0]['request'],
    ) => store.handle({ id: cart.id, by: BY, now, request });
    const stateAt = async (now: number) =>
      (await store.get(cart.id, { now }))?.state;
    await judge(NOON, [cart]);
    await expect(
      handle(NOON + 1, { action: 'acknowledge', reason: 'on it' }),
    ).resolves.toMatchObject({
      state: 'acknowledged',
      handling: {
        action: 'acknowledge',
        by: BY,
        at: NOON + 1,
        reason: 'on it',
      },
    });
    await judge(NOON + 2, []);
    await judge(NOON + HOUR, [cart]);
    await expect(stateAt(NOON + HOUR)).resolves.toBe('active');

    const until = NOON + 3 * HOUR;
    await handle(NOON + HOUR, {
      action: 'mute',
      reason: 'known',
      until: new Date(until).toISOString(),
    });
    await expect(stateAt(until - 1)).resolves.toBe('muted');
    await expect(stateAt(until)).resolves.toBe('active');
    await handle(NOON + HOUR, { action: 'reopen' });
    const reopened = await store.get(cart.id, { now: NOON + HOUR });
    expect(reopened?.state).toBe('active');
    expect(reopened?.handling).toBeUndefined();
  });

  it('keep what the cause really was, beside their state', async () => {
    const cart = createFinding('cart');
    await judge(NOON, [cart]);
    await store.handle({
      id: cart.id,
      by: BY,
      now: NOON,
      request: { action: 'acknowledge' },
    });
    await expect(
      store.handle({
        id: cart.id,
        by: BY,
        now: NOON + 1,
        request: { action: 'wrong-cause', trueCause: 'a slow disk' },
      }),
    ).resolves.toMatchObject({ state: 'acknowledged' });
    await expect(store.listCorrections({ limit: 5 })).resolves.toEqual([
      {
        findingId: cart.id,
        judgedCause: 'container-oom-killed',
        trueCause: 'a slow disk',
        by: BY,
        at: NOON + 1,
      },
    ]);
    await expect(
      store.handle({
        id: 'none',
        by: BY,
        now: NOON,
        request: { action: 'reopen' },
      }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('leave no trace of versions that are hidden, but keep what people did', async () => {
    const [cart, checkout] = ['cart', 'checkout'].map(name =>
      createFinding(name),
    );
    await judge(NOON, [cart], { version: 5 });
    await judge(NOON + 1, [cart, checkout], { version: 9 });
    await store.handle({
      id: checkout.id,
      by: BY,
      now: NOON + 2,
      request: { action: 'acknowledge' },
    });
    await store.rejudge({
      findings: [cart],
      version: 9,
      at: NOON + 3,
      hidden: [{ from: 8, to: 9 }],
    });
    await expect(
      list(NOON + 3, { resolvedAfter: 0 }).then(names),
    ).resolves.toEqual(['cart']);
    // undone: it is judged again
    await store.rejudge({
      findings: [cart, checkout],
      version: 9,
      at: NOON + 1,
      hidden: [],
    });
    await expect(
      store.get(checkout.id, { now: NOON + 4 }),
    ).resolves.toMatchObject({ state: 'acknowledged' });
  });

  it('are forgotten long after they were resolved', async () => {
    await judge(NOON, [createFinding('cart'), createFinding('checkout')]);
    await judge(NOON + 1, [createFinding('cart')]);
    await expect(store.prune({ before: NOON + 2 })).resolves.toBe(1);
    await expect(
      list(NOON + 2, { resolvedAfter: 0 }).then(names),
    ).resolves.toEqual(['cart']);
  });
});
