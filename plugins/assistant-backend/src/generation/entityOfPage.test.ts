import { entityOfPage, nameOf } from './entityOfPage';
import { entityOf, pageOf } from './testUtils/demoPages';

const checkout = entityOf();
const payments = entityOf({ entityRef: 'component:default/payments' });
const pageOfEntity = (entityRef: string) =>
  pageOf('# Page\n\ntext\n', { path: 'x/docs/page.md', entityRef });

describe('entityOfPage', () => {
  it.each([
    ['component:default/payments', payments],
    ['component:default/checkout', checkout],
    // written for any service: the values of the asked one fit
    ['component:default/sre-handbook', checkout],
    ['system:default/shop-docs', checkout],
    ['component:default/team-runbooks', checkout],
    // about another service: its namespace is not that of the asked one
    ['component:default/search', undefined],
    ['component:default/docsearch', undefined],
  ])('a page of %s', (entityRef, expected) => {
    expect(
      entityOfPage(pageOfEntity(entityRef), { entities: [checkout, payments] }),
    ).toBe(expected);
  });

  it('needs a page and an entity', () => {
    expect(entityOfPage([], { entities: [checkout] })).toBeUndefined();
    expect(
      entityOfPage(pageOfEntity('component:default/sre-handbook'), {
        entities: [],
      }),
    ).toBeUndefined();
  });

  it('names an entity by the last part of its reference', () => {
    expect(nameOf('component:default/checkout')).toBe('checkout');
  });
});
