import { isCyrillic, normalizeWord, stemWord } from './stem';
import { MAX_TOKENS, tokenize } from './tokenize';

describe('tokenize', () => {
  it('splits compounds and keeps them recognizable', () => {
    const tokens = tokenize('events-ingest падает (again)');
    expect(
      tokens.map(({ word, compound, joint }) => [word, compound, joint]),
    ).toEqual([
      ['events', 0, '-'],
      ['ingest', 0, ''],
      ['падает', 1, ''],
      ['again', 2, ''],
    ]);
    expect(tokens.map(({ script }) => script)).toEqual([
      'latin',
      'latin',
      'cyrillic',
      'latin',
    ]);
  });

  it('knows where each word stands', () => {
    const text = 'why is orders.events lagging?';
    tokenize(text).forEach(({ start, end, surface }) =>
      expect(text.slice(start, end)).toBe(surface),
    );
  });

  it.each([
    ['KubePodCrashLooping', true],
    ['OOM', true],
    ['recs_train', true],
    ['p95', true],
    ['Checkout', false],
    ['ПРОД', false],
  ])('tells names of machines from words: %s', (text, identifier) => {
    expect(tokenize(text)[0].identifier).toBe(identifier);
  });

  it('marks what only says where', () => {
    const flags = tokenize(
      'kubectl get pods -n shop --context=prod checkout',
    ).filter(({ flagValue }) => flagValue);
    expect(flags.map(({ word }) => word)).toEqual(['shop', 'prod']);
  });

  it('is bounded', () => {
    expect(tokenize('word '.repeat(5000))).toHaveLength(MAX_TOKENS);
    expect(tokenize('🙂 — …')).toEqual([]);
  });
});

describe('stemWord', () => {
  it.each([
    [['чекаут', 'чекаута', 'чекауте', 'чекауту']],
    [['деплой', 'деплоя', 'деплоем']],
    [['приём', 'приёма']],
    [['платежи', 'платежей', 'платежам', 'платежах']],
    [['deploy', 'deploys', 'deployed', 'deploying']],
  ])('brings the forms of a word together: %s', forms => {
    expect(new Set(forms.map(form => stemWord(normalizeWord(form)))).size).toBe(
      1,
    );
  });

  it('tells scripts apart', () => {
    expect([isCyrillic('под'), isCyrillic('pod'), isCyrillic('42')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
