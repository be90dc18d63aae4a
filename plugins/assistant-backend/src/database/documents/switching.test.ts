import type { DocumentReader } from '@smart-assistant/backstage-plugin-assistant-node';
import { ProcessRegistry } from '../ProcessRegistry';
import {
  DIMENSIONS,
  EMBEDDER,
  buildAndActivate,
  createDocument,
  everyone,
} from '../testUtils/documents';
import { eachEngine } from '../testUtils/eachEngine';
import { DatabaseDocumentBase } from './DatabaseDocumentBase';

const { signal } = new AbortController();

eachEngine('switching generations', getEngine => {
  let base: DatabaseDocumentBase;

  beforeAll(async () => {
    base = new DatabaseDocumentBase({
      engine: getEngine(),
      processes: await ProcessRegistry.create({ exclusive: false }),
    });
  });

  async function openActive(): Promise<DocumentReader> {
    const reader = await base.open({ signal });
    if (!reader) {
      throw new Error('nothing is active');
    }
    return reader;
  }

  async function findBodies(text: string) {
    const reader = await openActive();
    const hits = await reader.search({
      filter: everyone,
      text,
      limit: 10,
      signal,
    });
    return hits.map(hit => hit.body);
  }

  it('switches by compare-and-set, and a rollback done twice is none', async () => {
    const first = await buildAndActivate(base, [createDocument('v', ['one'])]);
    const second = await buildAndActivate(base, [createDocument('v', ['two'])]);
    await expect(
      base.activate({ generation: first, expectedActive: first }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
    await expect(base.activate({ generation: 9_999 })).rejects.toMatchObject({
      name: 'NotFoundError',
    });
    const pinned = await openActive();
    await base.rollback({ actor: 'user:default/ann' });
    await expect(findBodies('one two')).resolves.toEqual(['one']);
    await expect(base.status()).resolves.toMatchObject({
      active: first,
      previous: second,
      engine: getEngine().kind,
    });
    // the reader of before goes on with what it began with
    const hits = await pinned.search({
      filter: everyone,
      text: 'one two',
      limit: 5,
      signal,
    });
    expect(hits.map(hit => hit.body)).toEqual(['two']);
    await base.rollback();
    await expect(findBodies('one two')).resolves.toEqual(['two']);
    const log = await getEngine()
      .knex('base_operation')
      .orderBy('id', 'desc')
      .limit(2);
    expect(log).toMatchObject([
      { operation: 'rollback', gen: second, actor: null },
      { operation: 'rollback', gen: first, actor: 'user:default/ann' },
    ]);
  });

  it('lets exactly one of many switches at once win', async () => {
    const active = await buildAndActivate(base, [createDocument('v', ['0'])]);
    const ready: number[] = [];
    for (const body of ['1', '2', '3']) {
      const writer = await base.begin({
        embedder: EMBEDDER,
        dimensions: DIMENSIONS,
        trigger: 'test',
      });
      await writer.write([createDocument('v', [body])], { signal });
      await writer.seal([], { signal });
      ready.push(writer.generation);
    }
    const results = await Promise.allSettled(
      ready.map(generation =>
        base.activate({ generation, expectedActive: active }),
      ),
    );
    expect(results.filter(r => r.status === 'fulfilled')).toHaveLength(1);
  });

  it('keeps the newest, the active and the previous one', async () => {
    const first = await buildAndActivate(base, [createDocument('v', ['one'])]);
    const second = await buildAndActivate(base, [createDocument('v', ['two'])]);
    const third = await buildAndActivate(base, [
      createDocument('v', ['three']),
    ]);
    await base.rollback();
    const reader = await base.openGeneration(first, { signal });
    const dropped = await base.prune({ keep: 2 });
    expect(dropped).toContain(first);
    expect(dropped).not.toContain(second);
    expect(dropped).not.toContain(third);
    await expect(
      reader.search({ filter: everyone, text: 'one', limit: 5, signal }),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('ask again'),
    });
    await expect(base.prune({ keep: 2 })).resolves.toEqual([]);
    await base.rollback();
    await expect(findBodies('three')).resolves.toEqual(['three']);
  });

  it('drops what a crash left of a generation that was pruned', async () => {
    const { knex } = getEngine();
    const generation = await buildAndActivate(base, [
      createDocument('v', ['left']),
    ]);
    await buildAndActivate(base, [createDocument('v', ['next'])]);
    await buildAndActivate(base, [createDocument('v', ['newest'])]);
    // as far as a process came that was killed between the two steps
    await knex('kb_generation')
      .where({ id: generation })
      .update({ dropped: true });
    await knex.raw(`drop table lexeme_df_g${generation}`);
    await base.recover();
    const { rows } = await knex.raw(
      'select to_regclass(?) as doc, to_regclass(?) as chunk',
      [`doc_g${generation}`, `doc_chunk_g${generation}`],
    );
    expect(rows).toEqual([{ doc: null, chunk: null }]);
    await expect(findBodies('newest')).resolves.toEqual(['newest']);
  });

  it('drops what an abandoned build wrote', async () => {
    const writer = await base.begin({
      embedder: EMBEDDER,
      dimensions: DIMENSIONS,
      trigger: 'test',
    });
    await writer.write([createDocument('v', ['half'])], { signal });
    await writer.abandon('the source failed');
    const { generations } = await base.status();
    expect(
      generations.find(g => g.generation === writer.generation),
    ).toMatchObject({ state: 'failed', failure: 'the source failed' });
    const { rows } = await getEngine().knex.raw(
      'select to_regclass(?) as name',
      [`doc_chunk_g${writer.generation}`],
    );
    expect(rows).toEqual([{ name: null }]);
    await expect(
      writer.write([createDocument('v', ['more'])], { signal }),
    ).rejects.toMatchObject({ name: 'ConflictError' });
  });

  it('gives up builds of processes that are gone, and only those', async () => {
    const dead = await ProcessRegistry.create({ exclusive: false });
    const own = await base.begin({
      embedder: EMBEDDER,
      dimensions: DIMENSIONS,
      trigger: 'test',
    });
    const other = await base.begin({
      embedder: EMBEDDER,
      dimensions: DIMENSIONS,
      trigger: 'test',
    });
    const identity = { ...JSON.parse(dead.self), pid: 2 ** 22 + 1 };
    await getEngine()
      .knex('kb_generation')
      .where({ id: other.generation })
      .update({ owner: JSON.stringify(identity) });
    await expect(base.recover()).resolves.toEqual([other.generation]);
    await own.abandon('only a test');
  });
});
