import { emptyForm, readPurgeForm } from './purgeForm';

const read = (changes: Partial<typeof emptyForm>) =>
  readPurgeForm({ ...emptyForm, ...changes });

const none = { contains: false, entityRef: false, to: false };

describe('readPurgeForm', () => {
  it('asks for nothing while nothing is filled in', () => {
    expect(read({ contains: '  ' })).toEqual({
      request: {},
      problems: none,
      empty: true,
    });
  });

  it('takes what is filled in, and no more', () => {
    expect(
      read({
        contains: ' 4111 1111 ',
        entityRef: 'Component:default/Checkout',
        from: '2026-11-20T14:00',
      }),
    ).toEqual({
      request: {
        contains: '4111 1111',
        entityRef: 'component:default/checkout',
        from: new Date('2026-11-20T14:00').toISOString(),
      },
      problems: none,
      empty: false,
    });
  });

  it.each([
    [{ contains: 'ab' }, 'contains'],
    [{ entityRef: 'checkout' }, 'entityRef'],
    [{ from: '2026-11-20T14:00', to: '2026-11-20T14:00' }, 'to'],
    [{ from: '2026-11-20T14:00', to: '2026-11-20T13:00' }, 'to'],
  ])('refuses %j', (changes, field) => {
    expect(read(changes).problems).toEqual({ ...none, [field]: true });
  });
});
