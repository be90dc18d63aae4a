import type {
  ChunkHit,
  ReadFilter,
} from '@smart-assistant/backstage-plugin-assistant-node';
import { ProcessRegistry } from '../ProcessRegistry';
import {
  buildAndActivate,
  createDocument,
  embed,
  everyone,
  readerOf,
} from '../testUtils/documents';
import { eachEngine } from '../testUtils/eachEngine';
import { DatabaseDocumentBase } from './DatabaseDocumentBase';

const { signal } = new AbortController();

const CHECKOUT = 'component:default/checkout';
const PAYMENTS = 'component:default/payments';
const SECRET = 'component:default/secret';

const documents = [
  createDocument('crash', [
    'KubePodCrashLooping fires when a pod of checkout restarts again and again.',
    'Roll the release back with helm rollback checkout, then watch the rollout.',
    'Under CPU throttling requests time out; raise the limit.',
  ]),
  createDocument('lag', [
    'Растёт лаг консьюмера: проверьте, что поды checkout живы и читают топик.',
    'Если партиция застряла, перезапустите поды консьюмера по одному.',
  ]),
  createDocument('payments', ['Payments: restart pods after a crash'], {
    entityRef: PAYMENTS,
  }),
  createDocument('secret', ['Canary: restart pods of the secret crash'], {
    entityRef: SECRET,
  }),
  createDocument('on-call', ['Pager numbers for a crash'], {
    entityRef: CHECKOUT,
    audience: ['Group:default/on-call'],
  }),
  createDocument('nobody', ['Draft about a crash that nobody may read'], {
    audience: [],
  }),
];

eachEngine('search', getEngine => {
  let base: DatabaseDocumentBase;

  beforeAll(async () => {
    base = new DatabaseDocumentBase({
      engine: getEngine(),
      processes: await ProcessRegistry.create({ exclusive: false }),
    });
    await buildAndActivate(base, documents);
  });

  async function search(
    text: string,
    options: {
      filter?: ReadFilter;
      vectorOf?: string;
      within?: string[];
      limit?: number;
    } = {},
  ): Promise<ChunkHit[]> {
    const reader = await base.open({ signal });
    if (!reader) {
      throw new Error('nothing is active');
    }
    return reader.search({
      filter: options.filter ?? everyone,
      text,
      vector: options.vectorOf ? embed(options.vectorOf) : undefined,
      within: options.within,
      limit: options.limit ?? 20,
      signal,
    });
  }

  function best(hits: ChunkHit[], score: 'lexical' | 'dense') {
    return [...hits].sort((a, b) => (b[score] ?? -9) - (a[score] ?? -9))[0]
      ?.body;
  }

  it.each([
    ['kube pod crash looping', 'KubePodCrashLooping fires'],
    ['KubePodCrashLooping', 'KubePodCrashLooping fires'],
    ['how do I roll back releases', 'Roll the release back'],
    ['throttled CPUs', 'Under CPU throttling'],
    ['у консьюмеров растет лаг', 'Растёт лаг консьюмера'],
    ['перезапускать поды по одному', 'Если партиция застряла'],
  ])('puts the right chunk first by words: %s', async (question, start) => {
    expect(best(await search(question), 'lexical')).toMatch(start);
  });

  it('gives all that is shown and cited of a hit', async () => {
    const [hit] = await search('helm rollback', { limit: 1 });
    expect(hit).toEqual({
      chunkId: expect.stringMatching(/^\d+$/),
      documentId: 'crash',
      entityRef: CHECKOUT,
      title: 'Title of crash',
      path: 'docs/crash.md',
      url: '/docs/crash',
      anchor: 'heading',
      headingPath: ['Heading'],
      kind: 'text',
      body: documents[0].chunks[1].body,
      language: 'en',
      ordinal: 1,
      lexical: expect.any(Number),
    });
  });

  it('scores by vectors, and gives both scores to each hit', async () => {
    const body = documents[1].chunks[1].body;
    const hits = await search('crash', { vectorOf: body, limit: 2 });
    expect(best(hits, 'dense')).toBe(body);
    const nearest = hits.find(hit => hit.body === body);
    expect(nearest?.dense).toBeCloseTo(1, 2);
    expect(nearest?.lexical).toBeUndefined();
    expect(hits.filter(hit => hit.lexical !== undefined)).not.toEqual([]);
    expect(hits.every(hit => hit.dense !== undefined)).toBe(true);
  });

  it.each([
    ['words', {}],
    ['vectors', { vectorOf: documents[3].chunks[0].body }],
  ])('shows nothing outside of the visible entities: by %s', async (_, how) => {
    const filter = readerOf([CHECKOUT, PAYMENTS, 'component:default/unknown']);
    const hits = await search('restart pods crash', { ...how, filter });
    expect(hits.length).toBeGreaterThan(1);
    expect(hits.map(hit => hit.entityRef)).not.toContain(SECRET);
    expect(hits.map(hit => hit.documentId)).not.toContain('on-call');
    expect(hits.map(hit => hit.documentId)).not.toContain('nobody');
  });

  it('shows nothing to whoever sees no entity', async () => {
    const filter = readerOf([]);
    const vectorOf = documents[3].chunks[0].body;
    await expect(search('crash', { filter, vectorOf })).resolves.toEqual([]);
    const reader = await base.open({ signal });
    await expect(
      reader?.readDocument({ filter, documentId: 'crash', signal }),
    ).resolves.toEqual([]);
    await expect(
      reader?.readScope({
        filter,
        entityRefs: [CHECKOUT],
        maxChunks: 10,
        signal,
      }),
    ).resolves.toEqual([]);
  });

  it('holds the audience beside the entity, also for who sees all entities', async () => {
    const ids = async (filter: ReadFilter) =>
      (await search('crash', { filter })).map(hit => hit.documentId);
    await expect(ids(everyone)).resolves.not.toContain('on-call');
    await expect(
      ids({ ...everyone, principals: ['group:default/on-call'] }),
    ).resolves.toContain('on-call');
    await expect(
      ids(readerOf([PAYMENTS], ['group:default/on-call'])),
    ).resolves.toEqual(['payments']);
    await expect(
      ids({ ...everyone, principals: ['group:default/on-call'] }),
    ).resolves.not.toContain('nobody');
    const [pager] = await search('pager numbers', {
      filter: { ...everyone, principals: ['group:default/on-call'] },
    });
    expect(pager.audience).toEqual(['group:default/on-call']);
  });

  it('only ever narrows by the asked entities', async () => {
    const hits = await search('crash pods', { within: [PAYMENTS] });
    expect(hits.map(hit => hit.documentId)).toEqual(['payments']);
    await expect(
      search('crash', { filter: readerOf([CHECKOUT]), within: [SECRET] }),
    ).resolves.toEqual([]);
  });

  it('reads documents and scopes in order, within the filter', async () => {
    const reader = await base.open({ signal });
    const document = await reader?.readDocument({
      filter: readerOf([CHECKOUT]),
      documentId: 'crash',
      signal,
    });
    expect(document?.map(chunk => chunk.ordinal)).toEqual([0, 1, 2]);
    const scope = await reader?.readScope({
      filter: readerOf([CHECKOUT, PAYMENTS]),
      entityRefs: [PAYMENTS, CHECKOUT, SECRET],
      maxChunks: 100,
      signal,
    });
    expect(scope?.map(chunk => `${chunk.documentId}/${chunk.ordinal}`)).toEqual(
      ['crash/0', 'crash/1', 'crash/2', 'lag/0', 'lag/1', 'payments/0'],
    );
  });

  it.each([
    '',
    '😀',
    '!!! ---',
    "'; drop table doc; --",
    'the and или',
    'a | b & !c <-> d',
  ])('answers odd questions without an error: %s', async text => {
    await expect(search(text)).resolves.toEqual(expect.any(Array));
  });
});
