import { EntitySnapshot } from './EntitySnapshot';
import { testEntity } from './testUtils/testEntity';
import { toEntityView } from './toEntityView';

const snapshot = new EntitySnapshot(
  [
    testEntity('component:default/checkout', {
      relations: {
        ownedBy: ['group:default/checkout'],
        partOf: ['system:default/shop'],
      },
    }),
    testEntity('component:default/orders', {
      relations: { ownedBy: ['group:default/checkout'] },
    }),
    testEntity('system:default/shop', {
      relations: { ownedBy: ['group:default/store'] },
    }),
    testEntity('group:default/checkout', {
      relations: { childOf: ['group:default/all'] },
    }),
    testEntity('group:default/all', {
      relations: { childOf: ['group:default/checkout'] },
    }),
  ].map(toEntityView),
);

describe('EntitySnapshot', () => {
  it('finds entities and counts them', () => {
    expect(snapshot.size).toBe(5);
    expect(snapshot.get('component:default/orders')?.name).toBe('orders');
    expect(snapshot.get('component:default/absent')).toBeUndefined();
  });

  it('counts the owners of the System among the owners', () => {
    expect(snapshot.ownersOf('component:default/checkout')).toEqual([
      'group:default/checkout',
      'group:default/store',
    ]);
    expect(snapshot.ownersOf('component:default/absent')).toEqual([]);
  });

  it('lists what somebody owns once', () => {
    const owned = snapshot.ownedBy([
      'group:default/checkout',
      'group:default/checkout',
      'user:default/x',
    ]);
    expect(owned.map(({ ref }) => ref)).toEqual([
      'component:default/checkout',
      'component:default/orders',
    ]);
  });

  it('follows parents, and ends where they go in a circle', () => {
    expect(
      snapshot.withParents(['user:default/x', 'group:default/checkout']),
    ).toEqual([
      'user:default/x',
      'group:default/checkout',
      'group:default/all',
    ]);
  });
});
