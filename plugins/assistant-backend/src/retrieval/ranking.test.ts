import { entityOf } from '../generation/testUtils/demoPages';
import { boostByScope } from './boostByScope';
import { fuseScores } from './fuseScores';
import { fusionWeightsOf } from './fusionWeights';
import { HitWords } from './HitWords';
import { dropLanguageTwins, pageKey } from './languageTwins';
import { QuestionConcepts } from './QuestionConcepts';
import { spreadOverPages } from './spreadOverPages';
import { hitOf } from './testUtils';
import { weighPages } from './weighPages';

const EMBEDDER = 'use-multilingual-v3-enru-256@1';
const conceptsOf = (question: string, hits: ReturnType<typeof hitOf>[]) => {
  const words = new HitWords();
  return QuestionConcepts.of(question, {
    synonyms: [],
    parts: hits.map(hit => words.stems(hit)),
  });
};
const fuse = (hits: ReturnType<typeof hitOf>[], language: 'en' | 'ru') =>
  fuseScores(hits, { language, weights: fusionWeightsOf(EMBEDDER) });

describe('fuseScores', () => {
  it('adds what both searches say', () => {
    const [best] = fuse(
      [
        hitOf('a/a.md', { lexical: 10, dense: 0.2 }),
        hitOf('a/b.md', { lexical: 9, dense: 0.5 }),
        hitOf('a/c.md', { lexical: 1, dense: 0.52 }),
      ],
      'en',
    );
    expect(best).toMatchObject({ path: 'a/b.md' });
    expect(best.score).toBeGreaterThan(0.8);
  });

  it('compares the words of a page with those of its own language', () => {
    const hits = [
      hitOf('a/en.md', { lexical: 2, dense: 0.3 }),
      hitOf('a/other.md', { lexical: 1, dense: 0.3 }),
      hitOf('a/ru/ru.md', { lexical: 20, dense: 0.1 }),
    ];
    const fused = fuse(hits, 'ru');
    const scoreOf = (path: string) =>
      fused.find(hit => hit.path === path)?.score ?? 0;
    expect(scoreOf('a/en.md')).toBeCloseTo(1);
    expect(scoreOf('a/other.md')).toBeCloseTo(1.25 / 1.5);
    expect(scoreOf('a/ru/ru.md')).toBeCloseTo(0.4);
  });

  it('ranks by words when there are no vectors', () => {
    expect(
      fuse(
        [hitOf('a/a.md', { lexical: 1 }), hitOf('a/b.md', { lexical: 4 })],
        'en',
      ).map(hit => hit.score),
    ).toEqual([1, 0.25]);
  });

  it('gives an unmeasured embedder the middle', () => {
    expect(fusionWeightsOf('who-knows@1').sameLanguage.en).toEqual({
      dense: 0.5,
      lexical: 0.5,
    });
  });
});

describe('weighPages', () => {
  it('prefers the page whose parts have the words together, and its owner named', () => {
    const hits = [
      { ...hitOf('orders/a.md', { body: 'lag' }), score: 0.6 },
      {
        ...hitOf('checkout/b.md', { body: 'lag of the consumer' }),
        score: 0.58,
      },
      {
        ...hitOf('checkout/b.md', { ordinal: 1, body: 'partition' }),
        score: 0.3,
      },
    ];
    const weighed = weighPages(hits, {
      question: 'checkout consumer partition lag',
      concepts: conceptsOf('checkout consumer partition lag', hits),
      words: new HitWords(),
    });
    expect(weighed[0].path).toBe('checkout/b.md');
  });

  it('lets a start page stand back', () => {
    const hits = [
      { ...hitOf('a/docs/index.md'), score: 0.5 },
      { ...hitOf('a/docs/x.md'), score: 0.48 },
    ];
    expect(
      weighPages(hits, {
        question: 'zzz',
        concepts: conceptsOf('zzz', hits),
        words: new HitWords(),
      })[0].path,
    ).toBe('a/docs/x.md');
  });
});

describe('dropLanguageTwins', () => {
  const en = { ...hitOf('a/docs/x.md'), score: 0.9 };
  const ru = { ...hitOf('a/docs/ru/x.md', { language: 'en' }), score: 0.5 };

  it.each([
    'a/docs/x.md',
    'a/docs/ru/x.md',
    'a/docs/en/x.md',
    'a/docs/x.ru.md',
  ])('knows %s as the same page', path => {
    expect(pageKey(hitOf(path))).toBe(pageKey(en));
  });

  it('keeps the version of the asker with the better score of both', () => {
    expect(dropLanguageTwins([en, ru], 'ru')).toEqual([{ ...ru, score: 0.9 }]);
    expect(dropLanguageTwins([en, ru], 'en')).toEqual([en]);
  });

  it('keeps a page that exists in the other language only', () => {
    expect(dropLanguageTwins([en], 'ru')).toEqual([en]);
  });
});

describe('boostByScope', () => {
  it('prefers the asked entity, then its neighbours', () => {
    const hits = ['other/x.md', 'orders/x.md', 'checkout/x.md'].map(path => ({
      ...hitOf(path),
      score: 0.5,
    }));
    const entities = [
      entityOf({ neighbourhood: ['component:default/orders'] }),
    ];
    expect(
      boostByScope(hits, {
        entities,
        questionClass: 'what-changed',
        searchText: 'x',
      }).map(hit => hit.path),
    ).toEqual(['checkout/x.md', 'orders/x.md', 'other/x.md']);
  });

  it('prefers steps for how-to and the glossary for explain', () => {
    const hits = [
      { ...hitOf('a/page.md'), score: 0.5 },
      { ...hitOf('a/steps.md', { kind: 'steps' }), score: 0.5 },
      { ...hitOf('a/glossary.md'), score: 0.5 },
    ];
    const first = (questionClass: 'how-to' | 'explain') =>
      boostByScope(hits, {
        entities: [],
        questionClass,
        searchText: 'what is ISR',
      })[0].path;
    expect(first('how-to')).toBe('a/steps.md');
    expect(first('explain')).toBe('a/glossary.md');
    const entry = {
      ...hitOf('a/glossary.md', {
        ordinal: 1,
        body: '**ISR**: in-sync replicas.',
      }),
      score: 0.1,
    };
    expect(
      boostByScope([...hits, entry], {
        entities: [],
        questionClass: 'explain',
        searchText: 'what is ISR',
      })[0].ordinal,
    ).toBe(1);
  });
});

describe('spreadOverPages', () => {
  it('brings a second page up before the third part of the first', () => {
    const parts = [0, 1, 2].map(ordinal => ({
      ...hitOf('a/x.md', { ordinal }),
      score: 0.9 - ordinal * 0.01,
    }));
    const spread = spreadOverPages([
      ...parts,
      { ...hitOf('b/y.md'), score: 0.7 },
    ]);
    expect(spread.map(hit => hit.path)).toEqual([
      'a/x.md',
      'b/y.md',
      'a/x.md',
      'a/x.md',
    ]);
  });
});
