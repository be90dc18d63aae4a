import { draftFromLink } from './useDraft';
import { locationWithParams, parseLocationParams } from './useLocationParams';

describe('parseLocationParams', () => {
  it('reads what a link may carry and nothing else', () => {
    expect(
      parseLocationParams(
        '?q=Why%20%3F&entity=component:default/checkout&env=prod&at=2026-11-24T03:00:00Z&foo=bar&answer=',
      ),
    ).toEqual({
      q: 'Why ?',
      entity: 'component:default/checkout',
      env: 'prod',
      at: '2026-11-24T03:00:00Z',
    });
  });

  it('drops what is far too long', () => {
    expect(parseLocationParams(`?q=${'x'.repeat(9000)}`)).toEqual({});
  });

  it('goes there and back', () => {
    const params = { conversation: 'a b', q: 'почему?' };
    const url = locationWithParams('/assistant', params);
    expect(parseLocationParams(url.slice(url.indexOf('?')))).toEqual(params);
    expect(locationWithParams('/assistant', {})).toBe('/assistant');
  });
});

describe('draftFromLink', () => {
  it('drafts a question with its scope, environment and moment', () => {
    expect(
      draftFromLink({
        q: 'Why?',
        entity: 'Component:default/Checkout',
        env: 'prod',
        at: '2026-11-24T03:00:00Z',
      }),
    ).toEqual({
      question: 'Why?',
      entityRef: 'component:default/checkout',
      environment: 'prod',
      time: { kind: 'at', at: '2026-11-24T03:00:00.000Z' },
    });
  });

  it('passes over an entity or a moment that is none', () => {
    expect(draftFromLink({ entity: 'checkout', at: 'noon' })).toEqual({
      question: '',
      entityRef: undefined,
      environment: undefined,
      time: { kind: 'now' },
    });
  });
});
