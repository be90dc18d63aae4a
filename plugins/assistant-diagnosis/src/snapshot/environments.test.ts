import { environmentNameOf, matchesGlob } from './environments';

const rules = {
  default: 'prod',
  instances: { 'eu-2': 'stage' },
  namespaces: [{ pattern: '*-dev', environment: 'dev' }],
};

describe('environmentNameOf', () => {
  it.each([
    ['a rule on its namespace', 'eu-2', 'shop-dev', 'dev'],
    ['its instance', 'eu-2', 'shop', 'stage'],
    ['the default', 'eu-1', undefined, 'prod'],
    [
      'the default, whatever an instance is called',
      'constructor',
      'shop',
      'prod',
    ],
  ])('goes by %s', (_, instance, namespace, expected) => {
    expect(environmentNameOf({ instance, namespace }, rules)).toBe(expected);
  });
});

describe('matchesGlob', () => {
  it.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a*', 'abc', true],
    ['*c', 'abc', true],
    ['a*b*c', 'axbxc', true],
    ['a*b*c', 'acb', false],
    ['ab*ba', 'aba', false],
    ['*', '', true],
    ['a.c', 'abc', false],
  ])('%s over %s: %s', (pattern, text, expected) => {
    expect(matchesGlob(pattern, text)).toBe(expected);
  });
});
