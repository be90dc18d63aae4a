import { FlagSource } from './FlagSource';

const switched = {
  at: '2026-11-24T12:00:00Z',
  flag: 'new-basket',
  value: 'on',
  namespace: 'shop',
  deployment: 'checkout',
  by: 'nora',
};

/** A service of feature flags that gives one page. */
function createSource(page: object, status = 200) {
  const fetch = jest.fn(async (_url: string | URL | Request) =>
    Response.json(page, { status }),
  );
  const source = new FlagSource({
    url: 'https://flags.example.com/switches',
    cluster: 'shop-prod',
    fetch,
  });
  return { fetch, source };
}

const reading = {
  maxRecords: 500,
  now: Date.parse('2026-11-24T12:01:00Z'),
  signal: new AbortController().signal,
};

describe('FlagSource', () => {
  it('tells what was switched as a change of the deployment, and where to go on', async () => {
    const { fetch, source } = createSource({
      switches: [switched],
      cursor: '42',
      more: true,
    });

    await expect(source.read({ ...reading, offset: '41' })).resolves.toEqual({
      records: [
        {
          kind: 'change',
          at: Date.parse(switched.at),
          origin: {
            system: 'kubernetes',
            instance: 'shop-prod',
            namespace: 'shop',
            owner: { kind: 'Deployment', name: 'checkout' },
          },
          changeKind: 'config',
          summary: 'feature flag new-basket → on',
          actor: 'nora',
        },
      ],
      deadLetters: [],
      next: '42',
      more: true,
    });
    expect(String(fetch.mock.calls[0][0])).toBe(
      'https://flags.example.com/switches?limit=500&after=41',
    );
  });

  it('reads the same records from the same offset again', async () => {
    const { source } = createSource({
      switches: [switched],
      cursor: '42',
      more: false,
    });

    const first = await source.read({ ...reading, offset: '41' });

    await expect(source.read({ ...reading, offset: '41' })).resolves.toEqual(
      first,
    );
  });

  it('counts what it does not understand and reads on', async () => {
    const { source } = createSource({
      switches: [{ flag: 'no time' }, switched],
      cursor: '43',
      more: false,
    });

    const page = await source.read(reading);

    expect(page.records).toHaveLength(1);
    expect(page.deadLetters).toEqual([
      expect.objectContaining({
        source: 'feature-flags',
        reason: expect.stringContaining('"at"'),
      }),
    ]);
  });

  it('fails when the service does, so that its state is shown as down', async () => {
    const { source } = createSource({ error: 'maintenance' }, 503);

    await expect(source.read(reading)).rejects.toThrow('503');
  });
});
