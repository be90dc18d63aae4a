import { checkoutOutOfMemory } from '../generation/testUtils/diagnosis';
import { entityOf, scopeOf } from '../generation/testUtils/demoPages';
import { searchForCause } from './searchForCause';

describe('searchForCause', () => {
  const scope = scopeOf('why is storefront broken?', {
    questionClass: 'diagnose',
    alert: 'CheckoutMemoryNearLimit',
    entities: [
      entityOf({
        entityRef: 'component:default/storefront',
        title: 'Storefront',
      }),
    ],
  });

  it('asks for the steps against the cause, in its own words', () => {
    const asked = searchForCause(scope, checkoutOutOfMemory('en'));
    expect(asked).toMatchObject({
      questionClass: 'how-to',
      searchText:
        'checkout: container runs out of memory (OOMKilled)\nCheckoutMemoryNearLimit',
    });
    expect(asked.extraTerms).toEqual(
      expect.arrayContaining(['container oom killed', 'Checkout', 'OOMKilled']),
    );
  });

  it('looks at the pages of the cause first, not at those of the victim', () => {
    const { entities } = searchForCause(scope, checkoutOutOfMemory('en'));
    expect(entities.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/checkout',
    ]);
  });

  it('keeps what the scope knows of the entity', () => {
    const own = scopeOf('why?', {
      entities: [entityOf({ managedBy: 'helm' })],
    });
    expect(
      searchForCause(own, checkoutOutOfMemory('en')).entities[0].managedBy,
    ).toBe('helm');
  });
});
