import type { DocumentReader } from '@smart-assistant/backstage-plugin-assistant-node';
import { ProcessRegistry } from '../ProcessRegistry';
import {
  DIMENSIONS,
  EMBEDDER,
  buildAndActivate,
  createDocument,
  embed,
  everyone,
  readerOf,
} from '../testUtils/documents';
import { eachEngine } from '../testUtils/eachEngine';
import { DatabaseDocumentBase } from './DatabaseDocumentBase';

const { signal } = new AbortController();

eachEngine('DatabaseDocumentBase', getEngine => {
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

  it('has nothing to open before the first build', async () => {
    await expect(base.open({ signal })).resolves.toBeUndefined();
    await expect(base.rollback()).rejects.toThrow('no previous version');
  });

  it('shows a build only after the switch', async () => {
    const writer = await base.begin({
      embedder: EMBEDDER,
      dimensions: DIMENSIONS,
      trigger: 'user:default/ann',
    });
    await writer.write([createDocument('first', ['restart the pod'])], {
      signal,
    });
    await writer.setEtag('first', 'etag-1');
    await expect(base.open({ signal })).resolves.toBeUndefined();
    const sealed = await writer.seal([], { signal });
    expect(sealed).toMatchObject({
      state: 'ready',
      documents: 1,
      chunks: 1,
      embedded: 0,
      changes: { added: 1, changed: 0, removed: 0 },
      trigger: 'user:default/ann',
    });
    await expect(base.open({ signal })).resolves.toBeUndefined();
    await base.activate({ generation: writer.generation });
    await expect(findBodies('pods')).resolves.toEqual(['restart the pod']);
    await expect(base.readEtags()).resolves.toEqual(
      new Map([['first', 'etag-1']]),
    );
  });

  it('counts what changed, and reuses vectors of equal texts', async () => {
    const before = await buildAndActivate(base, [
      createDocument('same', ['text that stays']),
      createDocument('other', ['text that goes']),
      createDocument('gone', ['text of a page that is deleted']),
    ]);
    const writer = await base.begin({
      embedder: EMBEDDER,
      dimensions: DIMENSIONS,
      trigger: 'test',
    });
    await writer.write(
      [
        createDocument('same', ['text that stays']),
        createDocument('other', ['text that came']),
        createDocument('new', ['text of a new page']),
      ],
      { signal },
    );
    const unembedded = await writer.readUnembedded(10);
    expect(unembedded.map(chunk => chunk.text)).toEqual([
      'Title of other\nHeading\ntext that came',
      'Title of new\nHeading\ntext of a new page',
    ]);
    const sealed = await writer.seal([], { signal });
    expect(sealed.changes).toEqual({ added: 1, changed: 1, removed: 1 });
    expect(sealed.embedded).toBeCloseTo(1 / 3);
    await base.activate({
      generation: writer.generation,
      expectedActive: before,
    });
    expect((await openActive()).embedded).toBeCloseTo(1 / 3);
    const resumed = await base.resume(writer.generation);
    const rest = await resumed.readUnembedded(10);
    await resumed.writeVectors(
      rest.map(({ chunkId, text }) => ({ chunkId, vector: embed(text) })),
    );
    await expect(
      base.openGeneration(writer.generation, { signal }),
    ).resolves.toMatchObject({
      generation: writer.generation,
    });
    expect(await resumed.readUnembedded(10)).toEqual([]);
  });

  it('takes no vector over from another embedder', async () => {
    await buildAndActivate(base, [createDocument('a', ['one text'])]);
    const writer = await base.begin({
      embedder: 'other-embedder@1',
      dimensions: DIMENSIONS,
      trigger: 'test',
    });
    await writer.copyUnchanged('a', { signal });
    await writer.write([createDocument('b', ['one text'])], { signal });
    await expect(writer.readUnembedded(10)).resolves.toHaveLength(2);
    await writer.abandon('only a test');
  });

  it('takes unchanged sites over with ids and vectors', async () => {
    const before = await buildAndActivate(base, [
      createDocument('site/a', ['page a', 'second part of a']),
      createDocument('site_b', ['not of the site']),
    ]);
    const writer = await base.begin({
      embedder: EMBEDDER,
      dimensions: DIMENSIONS,
      trigger: 'test',
    });
    await expect(writer.copyUnchanged('site/', { signal })).resolves.toBe(1);
    await writer.write([createDocument('new', ['brand new'])], { signal });
    await expect(writer.readUnembedded(10)).resolves.toHaveLength(1);
    await writer.seal([], { signal });
    const read = (generation: number) =>
      base.openGeneration(generation, { signal }).then(reader =>
        reader.readDocument({
          filter: everyone,
          documentId: 'site/a',
          signal,
        }),
      );
    const copied = await read(writer.generation);
    expect(copied.map(chunk => chunk.body)).toEqual([
      'page a',
      'second part of a',
    ]);
    expect(copied).toEqual(await read(before));
  });

  it('replaces a document that is written twice', async () => {
    const writer = await base.begin({
      embedder: EMBEDDER,
      dimensions: DIMENSIONS,
      trigger: 'test',
    });
    await writer.write([createDocument('a', ['old', 'more'])], { signal });
    await writer.write([createDocument('a', ['new\u0000 \ud800'])], { signal });
    const sealed = await writer.seal([], { signal });
    expect(sealed).toMatchObject({ documents: 1, chunks: 1 });
    const reader = await base.openGeneration(writer.generation, { signal });
    const [chunk] = await reader.readScope({
      filter: everyone,
      entityRefs: ['component:default/checkout'],
      maxChunks: 10,
      signal,
    });
    expect(chunk.body).toBe('new \ufffd');
  });

  it('stops when it is told to', async () => {
    const reader = await openActive();
    await expect(
      reader.search({
        filter: everyone,
        text: 'one',
        limit: 5,
        signal: AbortSignal.abort(),
      }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    await expect(
      reader.search({
        filter: readerOf([]),
        text: 'one',
        vector: new Float32Array(3),
        limit: 5,
        signal,
      }),
    ).resolves.toEqual([]);
    await expect(
      reader.search({
        filter: everyone,
        text: 'one',
        vector: new Float32Array(3),
        limit: 5,
        signal,
      }),
    ).rejects.toThrow('vector of 3 numbers');
  });
});
