import { mockServices } from '@backstage/backend-test-utils';
import { InMemoryDocumentBase } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { FakeEmbedder } from '../testUtils/FakeEmbedder';
import { ScriptedSource } from '../testUtils/ScriptedSource';
import { buildAtStart } from './buildAtStart';
import { GenerationBuilder } from './GenerationBuilder';

const logger = mockServices.logger.mock();
logger.child.mockReturnValue(logger);

function setUp() {
  const documents = new InMemoryDocumentBase();
  const embedder = new FakeEmbedder();
  const source = new ScriptedSource();
  const builder = new GenerationBuilder({
    sources: [source],
    embedder,
    documents,
    gate: { sizeChange: 0.3 },
    keep: 3,
    timeoutMs: 10_000,
    nextBuildAt: () => undefined,
    logger,
  });
  const whenCatalogIsSteady = jest.fn(async () => {});
  const start = (
    when: 'always' | 'if-empty' | 'never',
    signal: AbortSignal = new AbortController().signal,
  ) =>
    buildAtStart({
      when,
      builder,
      documents,
      whenCatalogIsSteady,
      logger,
      signal,
      retryMs: [0, 5, 5, 5],
    });
  const count = async () => (await documents.status()).generations.length;
  return {
    documents,
    embedder,
    source,
    builder,
    whenCatalogIsSteady,
    start,
    count,
  };
}

describe('buildAtStart', () => {
  it('builds when the catalog is steady', async () => {
    const { source, documents, whenCatalogIsSteady, start } = setUp();
    whenCatalogIsSteady.mockImplementation(async () =>
      source.setSites({ a: ['1'] }),
    );
    await start('always');
    expect((await documents.status()).generations[0]).toMatchObject({
      state: 'active',
      trigger: 'startup',
    });
  });

  it('tries again until there are documents, and not for ever', async () => {
    const { source, start, whenCatalogIsSteady, count } = setUp();
    await start('always');
    expect(whenCatalogIsSteady).toHaveBeenCalledTimes(4);
    expect(await count()).toBe(0);
    whenCatalogIsSteady.mockImplementationOnce(async () => {
      throw new Error('catalog down');
    });
    whenCatalogIsSteady.mockImplementationOnce(async () =>
      source.setSites({ a: ['1'] }),
    );
    await start('always');
    expect(await count()).toBe(1);
  });

  it('waits for a base that is not there yet', async () => {
    const { source, documents, start, count } = setUp();
    source.setSites({ a: ['1'] });
    const status = jest.spyOn(documents, 'status');
    status.mockRejectedValueOnce(new Error('no database yet'));
    await start('always');
    expect(await count()).toBe(1);
  });

  it.each([
    ['never', 0],
    ['if-empty', 1],
    ['always', 1],
  ] as const)('%s: builds an empty base %d times', async (when, expected) => {
    const { source, start, count } = setUp();
    source.setSites({ a: ['1'] });
    await start(when);
    expect(await count()).toBe(expected);
  });

  it('leaves a full base alone if only an empty one should be built', async () => {
    const { source, embedder, start, count } = setUp();
    source.setSites({ a: ['1'] });
    embedder.before = () => {
      throw new Error('no server');
    };
    await start('if-empty');
    embedder.before = () => {};
    // one without vectors is not full
    await start('if-empty');
    expect(embedder.texts).toBe(1);
    source.setSites({ a: ['2'] });
    await start('if-empty');
    expect(await count()).toBe(1);
  });

  it('ends with the backend', async () => {
    const { source, start, count } = setUp();
    source.setSites({ a: ['1'] });
    await start('always', AbortSignal.abort(new Error('stop')));
    expect(await count()).toBe(0);
  });
});
