import { entityOf } from '../generation/testUtils/demoPages';
import { estimateTokens } from '../text/estimateTokens';
import {
  KnowledgePacks,
  mayRead,
  packScopeOf,
  renderPack,
} from './KnowledgePack';
import { hitOf, readerOf } from './testUtils';

const chunks = [
  hitOf('orders/docs/b.md', { body: 'second' }),
  hitOf('checkout/docs/a.md', { ordinal: 1, body: 'part two' }),
  hitOf('checkout/docs/a.md', { ordinal: 0, body: 'part one' }),
];
const { signal } = new AbortController();
const scope = {
  id: 'system:default/shop',
  entityRefs: ['component:default/checkout', 'component:default/orders'],
};

describe('KnowledgePack', () => {
  it('is the same byte for byte whatever the order of what is read', () => {
    const render = (list: typeof chunks) =>
      renderPack({ scope: 's', generation: 1, chunks: list, maxTokens: 1_000 });
    const pack = render(chunks);
    expect(pack.text).toBe(
      '[^P1] a.md\npart one\n\n[^P2] a.md\npart two\n\n[^P3] b.md\nsecond',
    );
    expect(render([...chunks].reverse())).toEqual(pack);
    expect(pack.entityRefs).toEqual(scope.entityRefs);
    expect(
      render(chunks.map(chunk => ({ ...chunk, body: `${chunk.body}!` }))).hash,
    ).not.toBe(pack.hash);
  });

  it('keeps within its tokens', () => {
    const long = Array.from({ length: 50 }, (_, ordinal) =>
      hitOf('a/docs/a.md', { ordinal, body: 'word '.repeat(100) }),
    );
    const pack = renderPack({
      scope: 's',
      generation: 1,
      chunks: long,
      maxTokens: 1_000,
    });
    expect(pack.parts.length).toBeGreaterThan(2);
    expect(estimateTokens(pack.text)).toBeLessThanOrEqual(1_000);
  });

  it('is only for those who may read all of it, and read once', async () => {
    let reads = 0;
    const { reader } = readerOf(chunks, {
      readScope: async ({ filter }) => {
        reads += 1;
        // never by the rights of the one who happens to ask first
        expect(filter).toEqual({
          entities: { type: 'refs', refs: new Set(scope.entityRefs) },
          principals: [],
        });
        return chunks;
      },
    });
    const packs = new KnowledgePacks();
    const get = (refs: string[]) =>
      packs.get({
        scope,
        reader,
        filter: {
          entities: { type: 'refs', refs: new Set(refs) },
          principals: ['user:default/x'],
        },
        maxTokens: 1_000,
        signal,
      });

    expect((await get(scope.entityRefs))?.parts).toHaveLength(3);
    expect(await get(['component:default/checkout'])).toBeUndefined();
    expect(reads).toBe(1);
    expect(
      mayRead(
        { entityRefs: scope.entityRefs },
        { entities: { type: 'all' }, principals: [] },
      ),
    ).toBe(true);
  });

  it('is no pack when there is nothing in it', async () => {
    const { reader } = readerOf([]);
    expect(
      await new KnowledgePacks().get({
        scope,
        reader,
        filter: { entities: { type: 'all' }, principals: [] },
        maxTokens: 1_000,
        signal,
      }),
    ).toBeUndefined();
  });

  it('has another scope for whoever sees less', () => {
    const of = (neighbourhood: string[]) =>
      packScopeOf({ entities: [entityOf({ neighbourhood })] });
    expect(of(['component:default/orders'])).toEqual(
      of(['component:default/orders', 'component:default/checkout']),
    );
    expect(of([])?.id).not.toBe(of(['component:default/orders'])?.id);
    expect(packScopeOf({ entities: [] })).toBeUndefined();
  });
});
