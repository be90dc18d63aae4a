import { mockServices } from '@backstage/backend-test-utils';
import { InMemoryDocumentBase } from '@smart-assistant/backstage-plugin-assistant-node/testUtils';
import { FakeEmbedder } from '../testUtils/FakeEmbedder';
import { ScriptedSource, site } from '../testUtils/ScriptedSource';
import {
  GenerationBuilder,
  type GenerationBuilderOptions,
} from './GenerationBuilder';

const { signal } = new AbortController();
const logger = mockServices.logger.mock();
logger.child.mockReturnValue(logger);

function setUp(options: Partial<GenerationBuilderOptions> = {}) {
  const documents = new InMemoryDocumentBase();
  const embedder = new FakeEmbedder();
  const source = new ScriptedSource();
  const settings: GenerationBuilderOptions = {
    sources: [source],
    embedder,
    documents,
    gate: { sizeChange: 0.3 },
    keep: 3,
    timeoutMs: 60_000,
    nextBuildAt: () => new Date('2026-11-29T03:00:00Z'),
    logger,
    ...options,
  };
  const builder = new GenerationBuilder(settings);
  const build = (trigger = 'test') => builder.runToEnd({ trigger, signal });
  const idsOf = (generation: number) =>
    [...documents.documentsOf(generation).keys()].sort();
  return { documents, embedder, source, settings, builder, build, idsOf };
}

const active = async (documents: InMemoryDocumentBase) =>
  (await documents.status()).active;

describe('GenerationBuilder', () => {
  beforeEach(() => jest.clearAllMocks());

  it('switches to a first build before its vectors are there', async () => {
    const { documents, embedder, source, build } = setUp();
    source.setSites({ checkout: ['one', 'two'] });
    const seen: Array<number | undefined> = [];
    embedder.before = async () => void seen.push(await active(documents));

    await expect(build()).resolves.toMatchObject({
      state: 'complete',
      generation: 1,
    });

    expect(seen).toEqual([1]);
    expect((await documents.status()).generations[0].embedded).toBe(1);
  });

  it('switches to a later build only when it is embedded and has passed the gate', async () => {
    const { documents, embedder, source, build } = setUp();
    source.setSites({ checkout: ['one', 'two'] });
    await build();
    source.setSites({ checkout: ['one', 'changed'] });
    const seen: Array<number | undefined> = [];
    embedder.before = async () => void seen.push(await active(documents));

    await expect(build()).resolves.toMatchObject({
      state: 'complete',
      generation: 2,
    });

    expect(seen).toEqual([1]);
    const { generations } = await documents.status();
    expect(generations[0]).toMatchObject({
      generation: 2,
      state: 'active',
      embedded: 1,
      changes: { added: 0, changed: 1, removed: 0 },
      gate: [
        { check: 'size', passed: true },
        { check: 'no-empty-source', passed: true },
      ],
    });
  });

  it('embeds only what is new', async () => {
    const { embedder, source, build } = setUp();
    source.setSites({ checkout: ['one', 'two'], orders: ['three'] });
    await build();
    expect(embedder.texts).toBe(3);
    source.setSites({ checkout: ['one', 'changed'], orders: ['three'] });
    await build();
    expect(embedder.texts).toBe(4);
  });

  it('makes nothing new when nothing changed, whether the source has etags or not', async () => {
    const { documents, source, build } = setUp();
    source.setSites({ checkout: ['one'], orders: ['two'] }, 'etag-1');
    await build();
    await expect(build()).resolves.toMatchObject({
      state: 'unchanged',
      problems: [],
    });
    expect([...source.knownEtags]).toEqual([
      ['component:default/checkout/', 'etag-1'],
      ['component:default/orders/', 'etag-1'],
    ]);
    source.items = ['checkout', 'orders'].map(name => ({
      type: 'unchanged',
      entityRef: `component:default/${name}`,
      idPrefix: `component:default/${name}/`,
      etag: 'etag-1',
    }));
    await expect(build()).resolves.toMatchObject({ state: 'unchanged' });
    expect((await documents.status()).generations).toHaveLength(1);
  });

  it('lets go what a complete site no longer has, and sites that are gone', async () => {
    const { source, build, idsOf } = setUp();
    source.setSites({ a: ['1', '2'], b: ['3'], c: ['4', '5', '6'] });
    await build();
    source.setSites({ a: ['1'], c: ['4', '5', '6'] });
    await expect(build()).resolves.toMatchObject({ state: 'complete' });
    expect(idsOf(2)).toEqual([
      'scripted/component:default/a/0.md',
      'scripted/component:default/c/0.md',
      'scripted/component:default/c/1.md',
      'scripted/component:default/c/2.md',
    ]);
  });

  it('keeps what it had of a site that failed, or came back empty, and says so', async () => {
    const { source, build, idsOf } = setUp();
    source.setSites({ a: ['1', '2'], b: ['3'], c: ['4'] });
    await build();
    source.items = [
      {
        type: 'failed',
        entityRef: 'component:default/a',
        idPrefix: 'component:default/a/',
        message: 'no rights',
      },
      ...site('b', []),
      ...site('c', ['changed']),
    ];
    const progress = await build();
    expect(progress).toMatchObject({ state: 'complete', generation: 2 });
    expect(progress.problems).toEqual([
      { source: 'component:default/a', message: 'no rights' },
      {
        source: 'component:default/b',
        message: expect.stringContaining('the old ones were kept'),
      },
    ]);
    expect(idsOf(2)).toEqual(idsOf(1));
    // and reads it again the next time
    source.setSites({ a: ['1', '2'], b: ['3', 'new'], c: ['changed'] });
    await expect(build()).resolves.toMatchObject({
      state: 'complete',
      generation: 3,
    });
  });

  it('keeps all of a source that fails in the middle, without the half-read site', async () => {
    const { source, build, idsOf } = setUp();
    source.setSites({ a: ['1'], b: ['2', '3'], c: ['4'] });
    await build();
    source.items = [...site('a', ['changed']), site('b', ['half'])[0]];
    source.failure = new Error('catalog down');
    const progress = await build();
    expect(progress.state).toBe('complete');
    expect(progress.problems[0]).toEqual({
      source: 'scripted',
      message: 'catalog down',
    });
    expect(idsOf(2)).toEqual(idsOf(1));
  });

  it('does not switch when the gate says no, and leaves the build for people to see', async () => {
    const { documents, source, build } = setUp();
    source.setSites(
      Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [`s${i}`, ['x']]),
      ),
    );
    await build();
    source.setSites({ s0: ['x'] });
    const progress = await build();
    expect(progress).toMatchObject({
      state: 'failed',
      generation: 2,
      failure: expect.stringMatching(
        /size: 20 documents before, 1 now.*activate the new one by hand/,
      ),
    });
    const { active: now, generations } = await documents.status();
    expect(now).toBe(1);
    expect(generations[0]).toMatchObject({ generation: 2, state: 'ready' });
  });

  it('fails with a way out when there are no documents at all', async () => {
    const { documents, build } = setUp();
    await expect(build()).resolves.toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('backstage.io/techdocs-ref'),
    });
    expect((await documents.status()).generations).toEqual([]);
  });

  it('answers by words when the embedder fails in a first build, and fills the rest later', async () => {
    const { documents, embedder, source, build } = setUp();
    source.setSites({ a: ['1', '2'] });
    embedder.before = () => {
      throw new Error('no server');
    };
    const progress = await build();
    expect(progress.state).toBe('complete');
    expect(progress.problems[0].message).toContain(
      'no server. Answers are found by words alone',
    );
    expect((await documents.status()).generations[0]).toMatchObject({
      state: 'active',
      embedded: 0,
    });

    embedder.before = () => {};
    await expect(build()).resolves.toMatchObject({ state: 'unchanged' });
    expect((await documents.status()).generations[0].embedded).toBe(1);
  });

  it('leaves nothing behind when the embedder fails in a later build', async () => {
    const { documents, embedder, source, build } = setUp();
    source.setSites({ a: ['1'] });
    await build();
    source.setSites({ a: ['2'] });
    embedder.before = () => {
      throw new Error('no server');
    };
    await expect(build()).resolves.toMatchObject({
      state: 'failed',
      failure: 'no server',
    });
    expect(await active(documents)).toBe(1);
    expect((await documents.status()).generations[0]).toMatchObject({
      state: 'failed',
      documents: 0,
    });
  });

  it('embeds everything anew for another embedder, without mixing', async () => {
    const { documents, source, settings, build } = setUp();
    source.setSites({ a: ['1', '2'] }, 'etag');
    await build();
    const other = new FakeEmbedder('other@1');
    const builder = new GenerationBuilder({ ...settings, embedder: other });
    source.items = [
      {
        type: 'unchanged',
        entityRef: 'component:default/a',
        idPrefix: 'component:default/a/',
        etag: 'etag',
      },
    ];
    await expect(
      builder.runToEnd({ trigger: 'test', signal }),
    ).resolves.toMatchObject({
      state: 'complete',
      generation: 2,
    });
    expect(other.texts).toBe(2);
    expect((await documents.status()).generations[0]).toMatchObject({
      embedder: 'other@1',
      embedded: 1,
    });
  });

  it('stops when it is cancelled, at any moment, and leaves nothing half-done', async () => {
    const { documents, embedder, source, builder, build } = setUp();
    source.setSites({ a: ['1'] });
    await build();
    source.setSites({ a: ['2'], b: ['3'] });
    for (const where of ['reading', 'embedding'] as const) {
      const { buildId } = await new Promise<{ buildId: string }>(resolve => {
        const stop = async () => {
          source.before = () => {};
          embedder.before = () => {};
          const current = await builder.current();
          void builder.cancel(current!.buildId);
          resolve(current!);
        };
        if (where === 'reading') {
          source.before = stop;
        } else {
          embedder.before = stop;
        }
        void builder.start({ trigger: 'test' });
      });
      await builder.cancel(buildId);
      await expect(builder.get(buildId)).resolves.toMatchObject({
        state: 'cancelled',
      });
      expect(await active(documents)).toBe(1);
    }
    expect(
      (await documents.status()).generations.map(({ state }) => state),
    ).not.toContain('building');
    await expect(build()).resolves.toMatchObject({ state: 'complete' });
  });

  it('runs one build at a time', async () => {
    const { source, builder } = setUp();
    source.setSites({ a: ['1'] });
    const [first, second] = await Promise.all([
      builder.start({ trigger: 'one' }),
      builder.start({ trigger: 'two' }),
    ]);
    expect(second).toMatchObject({
      buildId: first.buildId,
      trigger: 'one',
      state: 'running',
    });
    await builder.cancel(first.buildId);
  });

  it('ends a build that takes too long', async () => {
    const { source, builder } = setUp({ timeoutMs: 50 });
    source.setSites({ a: ['1'] });
    source.before = () => new Promise(resolve => setTimeout(resolve, 200));
    await expect(
      builder.runToEnd({ trigger: 'test', signal }),
    ).resolves.toMatchObject({
      state: 'failed',
      failure: expect.stringContaining('assistant.documents.schedule.timeout'),
    });
  });

  it('loses a race for the switch without harm', async () => {
    const { documents, embedder, source, build } = setUp();
    source.setSites({ a: ['1'] });
    await build();
    source.setSites({ a: ['2'] });
    await build();
    source.setSites({ a: ['3'] });
    embedder.before = async () => documents.rollback();
    await expect(build()).resolves.toMatchObject({
      state: 'failed',
      failure: 'Another switch came first',
    });
    expect(await active(documents)).toBe(1);
  });

  it('knows builds of before a restart, those that changed nothing as well', async () => {
    const { source, settings, build } = setUp();
    source.setSites({ a: ['1'] });
    const first = await build('user:default/ann');
    const second = await build();
    expect(second.state).toBe('unchanged');
    const restarted = new GenerationBuilder(settings);
    await expect(restarted.get(first.buildId)).resolves.toEqual(first);
    await expect(restarted.get(second.buildId)).resolves.toEqual(second);
    await expect(restarted.current()).resolves.toEqual(second);
    await expect(restarted.get('nonsense')).resolves.toBeUndefined();
    await expect(restarted.cancel('nonsense')).resolves.toBeUndefined();
    await expect(restarted.nextBuildAt()).resolves.toEqual(
      new Date('2026-11-29T03:00:00Z'),
    );
  });

  it('takes secrets out, counts them, and logs nothing of the text', async () => {
    const { documents, source, build } = setUp();
    source.setSites({ a: ['Connect with DB_PASSWORD=hunter2x to marzipan.'] });
    const progress = await build();
    expect(progress.problems[0]).toEqual({
      source: 'component:default/a',
      message:
        '0.md: 1 secrets were left out; remove them from the page and renew them',
    });
    const [document] = documents.documentsOf(1).values();
    expect(document.chunks[0].body).toBe(
      'Connect with DB_PASSWORD=[redacted password] to marzipan.',
    );
    const logged = JSON.stringify(
      [logger.info, logger.warn, logger.error, logger.debug].map(
        each => each.mock.calls,
      ),
    );
    expect(logged).toContain('The build of the document base ended: complete');
    expect(logged).not.toMatch(/marzipan|hunter2x/);
  });

  it('lists 50 problems and counts the rest', async () => {
    const { source, build } = setUp();
    source.items = [
      ...Array.from({ length: 80 }, (_, i) => ({
        type: 'problem' as const,
        entityRef: 'component:default/a',
        message: `problem ${i}`,
      })),
      ...site('a', ['1']),
    ];
    const { problems } = await build();
    expect(problems).toHaveLength(50);
    expect(problems[49]).toEqual({
      source: 'assistant',
      message: '31 more problems are not listed',
    });
  });
});
