import { toScopeOptions } from './toScopeOptions';

describe('toScopeOptions', () => {
  it('knows the usual environments when none are listed', () => {
    const options = toScopeOptions({
      environments: { default: 'prod', names: {}, clusters: {} },
      glossary: [],
      timeZone: 'UTC',
    });
    expect(options.defaultEnvironment).toBe('prod');
    expect(options.environments.map(({ name }) => name)).toEqual([
      'prod',
      'stage',
    ]);
  });

  it('takes the listed ones alone, with usual words and own ones', () => {
    const options = toScopeOptions({
      environments: {
        default: 'live',
        names: { prod: ['бой'], test: ['qa'] },
        clusters: { prod: 'shop-prod' },
      },
      glossary: [{ term: 'бд', means: ['database'] }],
      timeZone: 'Europe/Berlin',
    });
    expect(options.environments).toEqual([
      { name: 'live', words: ['live'], kubernetesCluster: undefined },
      {
        name: 'prod',
        words: expect.arrayContaining(['prod', 'прод', 'бой']),
        kubernetesCluster: 'shop-prod',
      },
      { name: 'test', words: ['test', 'qa'], kubernetesCluster: undefined },
    ]);
    expect(options.glossary).toHaveLength(1);
  });
});
