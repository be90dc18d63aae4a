import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { waitForSteadyCatalog } from './waitForSteadyCatalog';

const { signal } = new AbortController();

function setUp(counts: number[]) {
  const catalog = catalogServiceMock.mock();
  catalog.queryEntities.mockImplementation(async () => ({
    items: [],
    pageInfo: {},
    totalItems: counts.length > 1 ? counts.shift()! : counts[0],
  }));
  return {
    catalog,
    auth: mockServices.auth(),
    signal,
    pollMs: 1,
    maxWaitMs: 20,
  };
}

describe('waitForSteadyCatalog', () => {
  it('waits while the number of entities grows', async () => {
    const options = setUp([0, 0, 3, 9, 18, 18, 18, 18, 99]);
    await waitForSteadyCatalog(options);
    expect(options.catalog.queryEntities).toHaveBeenCalledTimes(8);
  });

  it('does not wait for ever for an empty catalog', async () => {
    const options = setUp([0]);
    await waitForSteadyCatalog(options);
    expect(options.catalog.queryEntities).toHaveBeenCalledTimes(20);
  });

  it('stops when its signal is aborted', async () => {
    await expect(
      waitForSteadyCatalog({
        ...setUp([0]),
        signal: AbortSignal.abort(new Error('stop')),
      }),
    ).rejects.toThrow();
  });
});
