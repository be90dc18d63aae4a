import { scopeOf } from '../generation/testUtils/demoPages';
import { HybridRetriever } from './HybridRetriever';
import { embedderOf, hitOf, readerOf } from './testUtils';

const lag = hitOf('checkout/docs/consumer-lag.md', {
  title: 'Consumer lag grows',
  body: 'The consumer lag of checkout grows. Look at the consumer group.',
  lexical: 8,
  dense: 0.6,
  kind: 'steps',
});
const lagRu = hitOf('checkout/docs/ru/consumer-lag.md', {
  title: 'Растёт лаг консьюмера',
  body: 'Лаг консьюмера checkout растёт. Посмотрите на группу консьюмера.',
  dense: 0.55,
});
const glossary = hitOf('handbook/docs/glossary.md', {
  title: 'Glossary',
  body: 'Lag: messages not yet read.',
  lexical: 3,
  dense: 0.4,
});
const other = hitOf('orders/docs/dns.md', {
  title: 'DNS',
  body: 'Names do not resolve.',
  lexical: 1,
  dense: 0.1,
});
const hits = [glossary, lag, lagRu, other];

const { signal } = new AbortController();
const question = 'consumer lag of checkout grows';
const general = { entities: [] };

describe('HybridRetriever', () => {
  it('puts the page that both searches like first and hands the whole page on', async () => {
    const { reader } = readerOf(hits);
    const { embedder } = embedderOf();
    const result = await HybridRetriever.create().retrieve({
      scope: scopeOf(question, general),
      reader,
      embedder,
      signal,
    });

    expect(result.chunks[0].chunkId).toBe(lag.chunkId);
    expect(result.answered).toBe(true);
    expect(result.bestDocument.map(hit => hit.chunkId)).toEqual([lag.chunkId]);
    expect(result.basis.documents).toEqual({
      generation: 7,
      builtAt: '2026-11-22T03:00:00.000Z',
      dense: 'ready',
    });
    for (const { score } of result.chunks) {
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(1);
    }
  });

  it('keeps the version of a page in the language of the asker', async () => {
    const { reader } = readerOf(hits);
    const { embedder } = embedderOf();
    const pathsFor = async (text: string) =>
      (
        await HybridRetriever.create().retrieve({
          scope: scopeOf(text, general),
          reader,
          embedder,
          signal,
        })
      ).chunks.map(({ path }) => path);

    expect(await pathsFor('растёт лаг консьюмера checkout')).not.toContain(
      lag.path,
    );
    expect((await pathsFor('растёт лаг консьюмера checkout'))[0]).toBe(
      lagRu.path,
    );
    expect(await pathsFor(question)).not.toContain(lagRu.path);
  });

  it('says when no page answers', async () => {
    const { reader } = readerOf([
      { ...other, dense: 0.12 },
      { ...glossary, dense: 0.1, lexical: undefined },
    ]);
    const { embedder } = embedderOf();
    const result = await HybridRetriever.create().retrieve({
      scope: scopeOf('How do I renew the Datadog licence?', general),
      reader,
      embedder,
      signal,
    });

    expect(result.answered).toBe(false);
    expect(result.chunks[0].score).toBeLessThan(0.5);
  });

  it('searches with other words for the same things, and embeds the question alone', async () => {
    const { reader, searches } = readerOf(hits);
    const { embedder, calls } = embedderOf();
    await HybridRetriever.create().retrieve({
      scope: scopeOf(question, {
        ...general,
        extraTerms: ['лаг', 'отставание'],
      }),
      reader,
      embedder,
      signal,
    });
    expect(searches[0].text).toBe(`${question} лаг отставание`);
    expect(calls).toEqual([[question]]);
  });

  it('finds nothing in an empty base', async () => {
    const { reader } = readerOf([]);
    const { embedder } = embedderOf();
    const result = await HybridRetriever.create().retrieve({
      scope: scopeOf(question, general),
      reader,
      embedder,
      signal,
    });
    expect(result).toMatchObject({
      chunks: [],
      answered: false,
      bestDocument: [],
    });
  });

  it('passes the filter of the asker to each statement, and looks near the asked entity too', async () => {
    const { reader, searches } = readerOf(hits);
    const { embedder } = embedderOf();
    const scope = scopeOf(question);
    await HybridRetriever.create().retrieve({
      scope,
      reader,
      embedder,
      signal,
    });

    expect(searches).toHaveLength(2);
    expect(searches.every(({ filter }) => filter === scope.asker.filter)).toBe(
      true,
    );
    expect(searches[1].within).toEqual(['component:default/checkout']);
  });

  it('embeds a question once', async () => {
    const { reader } = readerOf(hits);
    const { embedder, calls } = embedderOf();
    const retriever = HybridRetriever.create();
    await retriever.retrieve({
      scope: scopeOf(question),
      reader,
      embedder,
      signal,
    });
    await retriever.retrieve({
      scope: scopeOf(`  ${question} `),
      reader,
      embedder,
      signal,
    });
    expect(calls).toEqual([[question]]);
  });

  it('goes on with words alone when the embedder fails or is another one', async () => {
    const failing = embedderOf({
      embed: async () => Promise.reject(new Error('down')),
    });
    const foreign = embedderOf({ id: 'other@1' });
    for (const { embedder } of [failing, foreign]) {
      const { reader, searches } = readerOf(
        hits.map(hit => ({ ...hit, dense: undefined })),
      );
      const result = await HybridRetriever.create().retrieve({
        scope: scopeOf(question, general),
        reader,
        embedder,
        signal,
      });
      expect(searches[0].vector).toBeUndefined();
      expect(result.chunks[0].path).toBe(lag.path);
      expect(result.basis.documents?.dense).toBe('off');
    }
    expect(foreign.calls).toEqual([]);
  });

  it('says that vectors are still filling', async () => {
    const { embedder } = embedderOf();
    const basisAt = async (embedded: number) => {
      const { reader } = readerOf(hits, { embedded });
      return (
        await HybridRetriever.create().retrieve({
          scope: scopeOf(question, general),
          reader,
          embedder,
          signal,
        })
      ).basis.documents?.dense;
    };
    expect(await basisAt(0)).toBe('filling');
    expect(await basisAt(0.4)).toBe('filling');
  });

  it('stops when the asker leaves', async () => {
    const controller = new AbortController();
    const { reader } = readerOf(hits);
    const { embedder } = embedderOf({
      embed: async (_, options) => {
        controller.abort();
        options.signal.throwIfAborted();
        return [];
      },
    });
    await expect(
      HybridRetriever.create().retrieve({
        scope: scopeOf(question),
        reader,
        embedder,
        signal: controller.signal,
      }),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
