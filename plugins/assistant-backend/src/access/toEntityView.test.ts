import { exposureOf } from './exposure';
import { testEntity } from './testUtils/testEntity';
import { MANAGED_BY_LABEL, toEntityView } from './toEntityView';

describe('toEntityView', () => {
  it('keeps what is read and nothing else', () => {
    const view = toEntityView(
      testEntity('component:shop/Checkout', {
        title: 'Checkout',
        annotations: {
          'assistant/aliases': 'касса',
          'vendor.example/secret': 'x',
          'argocd/app-name': 'c',
        },
        labels: { [MANAGED_BY_LABEL]: 'Helm', colour: 'red' },
        relations: {
          ownedBy: ['group:default/a'],
          partOf: ['system:default/shop', 'component:default/whole'],
          dependsOn: ['resource:default/db'],
        },
      }),
    );
    expect(view).toMatchObject({
      ref: 'component:shop/checkout',
      kind: 'component',
      name: 'Checkout',
      title: 'Checkout',
      type: 'service',
      owners: ['group:default/a'],
      systems: ['system:default/shop'],
      dependsOn: ['resource:default/db'],
      consumesApis: [],
      providesApis: [],
      parents: [],
    });
    expect([...view.annotations.keys()].sort()).toEqual([
      MANAGED_BY_LABEL,
      'argocd/app-name',
      'assistant/aliases',
    ]);
  });

  it.each([
    [undefined, 'full'],
    ['full', 'full'],
    [' metadata ', 'metadata'],
    ['none', 'none'],
    ['Nobody', 'none'],
    ['', 'none'],
  ])('reads the exposure %j as %s', (value, expected) => {
    const annotations = new Map(
      value === undefined ? [] : [['assistant/exposure', value]],
    );
    expect(exposureOf({ annotations })).toBe(expected);
  });
});
