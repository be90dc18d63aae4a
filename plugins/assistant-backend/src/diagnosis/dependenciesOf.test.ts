import { EntitySnapshot, toEntityView } from '../access';
import { testEntity } from '../access/testUtils/testEntity';
import { closureOf, dependenciesOf } from './dependenciesOf';

const snapshot = new EntitySnapshot(
  [
    testEntity('component:default/web', {
      relations: {
        dependsOn: ['component:default/checkout', 'component:default/web'],
        partOf: ['system:default/shop'],
      },
    }),
    testEntity('component:default/checkout', {
      relations: { consumesApi: ['api:default/pay', 'api:default/nobody'] },
    }),
    testEntity('component:default/payments', {
      relations: {
        providesApi: ['api:default/pay'],
        dependsOn: ['component:default/web'],
      },
    }),
  ].map(toEntityView),
);

describe('dependenciesOf', () => {
  it('knows direct needs and those over APIs, but not parts', () => {
    expect(dependenciesOf(snapshot)).toEqual([
      { from: 'component:default/web', to: 'component:default/checkout' },
      { from: 'component:default/checkout', to: 'component:default/payments' },
      { from: 'component:default/payments', to: 'component:default/web' },
    ]);
    expect(dependenciesOf(snapshot)).toBe(dependenciesOf(snapshot));
  });
});

describe('closureOf', () => {
  it('follows needs through cycles, up to its limit', () => {
    const dependencies = dependenciesOf(snapshot);
    expect(
      closureOf(['component:default/checkout'], dependencies, { limit: 100 }),
    ).toEqual([
      'component:default/checkout',
      'component:default/payments',
      'component:default/web',
    ]);
    expect(
      closureOf(['component:default/checkout'], dependencies, { limit: 1 }),
    ).toEqual(['component:default/checkout']);
  });
});
