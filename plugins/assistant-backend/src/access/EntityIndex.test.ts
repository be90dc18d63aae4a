import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { EntityIndex } from './EntityIndex';
import { testEntity } from './testUtils/testEntity';

const signal = new AbortController().signal;

function setUp(pages: Entity[][] = [[testEntity('component:default/a')]]) {
  let time = 0;
  let failure: Error | undefined;
  const current = { pages };
  const streamEntities = jest.fn(async function* stream() {
    if (failure) {
      throw failure;
    }
    yield* current.pages;
  });
  const index = EntityIndex.create({
    catalog: { streamEntities },
    auth: mockServices.auth(),
    logger: mockServices.logger.mock(),
    now: () => time,
  });
  return {
    index,
    streamEntities,
    current,
    passes: (ms: number) => {
      time += ms;
    },
    fails: (error: Error | undefined) => {
      failure = error;
    },
  };
}

describe('EntityIndex', () => {
  it('reads all pages with the credentials of the service, once for all who wait', async () => {
    const { index, streamEntities } = setUp([
      [testEntity('component:default/a')],
      [testEntity('component:default/b')],
    ]);
    const [first, second] = await Promise.all([
      index.current({ signal }),
      index.current({ signal }),
    ]);
    expect(first).toBe(second);
    expect(first.size).toBe(2);
    expect(streamEntities).toHaveBeenCalledTimes(1);
    expect(streamEntities).toHaveBeenCalledWith(
      expect.objectContaining({
        fields: expect.arrayContaining(['relations', 'metadata.etag']),
      }),
      { credentials: mockCredentials.service('plugin:test') },
    );
  });

  it('serves an old snapshot while it reads a new one', async () => {
    const { index, passes, current, streamEntities } = setUp();
    await index.current({ signal });
    current.pages = [[testEntity('component:default/b')]];
    passes(29_000);
    await index.current({ signal });
    expect(streamEntities).toHaveBeenCalledTimes(1);
    passes(2_000);
    expect(
      (await index.current({ signal })).get('component:default/b'),
    ).toBeUndefined();
    await new Promise(setImmediate);
    expect(
      (await index.current({ signal })).get('component:default/b'),
    ).toBeDefined();
  });

  it('waits for a new snapshot when the old one is too old', async () => {
    const { index, passes, current } = setUp();
    await index.current({ signal });
    current.pages = [[testEntity('component:default/b')]];
    passes(121_000);
    expect(
      (await index.current({ signal })).get('component:default/b'),
    ).toBeDefined();
  });

  it('keeps the snapshot of an unchanged catalog', async () => {
    const { index, passes, current } = setUp();
    const first = await index.current({ signal });
    passes(121_000);
    expect(await index.current({ signal })).toBe(first);
    current.pages = [[testEntity('component:default/a', { etag: '2' })]];
    passes(121_000);
    expect(await index.current({ signal })).not.toBe(first);
  });

  it('fails with a remedy when the catalog cannot be read, and recovers', async () => {
    const { index, passes, fails } = setUp();
    fails(new Error('connection refused'));
    await expect(index.current({ signal })).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('Ask again in a minute'),
    });
    fails(undefined);
    await index.current({ signal });
    fails(new Error('connection refused'));
    passes(60_000);
    expect((await index.current({ signal })).size).toBe(1);
    passes(90_000);
    await expect(index.current({ signal })).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });
});
