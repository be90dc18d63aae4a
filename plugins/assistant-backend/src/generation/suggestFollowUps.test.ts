import { messagesOf } from './messages/messagesOf';
import { suggestFollowUps } from './suggestFollowUps';
import { pageOf, retrievalOf, scopeOf } from './testUtils/demoPages';

const page = (
  name: string,
  options: Parameters<typeof pageOf>[1] extends infer T
    ? Partial<T>
    : never = {},
) =>
  pageOf(`# ${name}\n\nText of it.\n`, {
    path: `checkout/docs/${name}.md`,
    ...options,
  });
const say = messagesOf('en');
const best = page('best', { score: 0.9 });
const scope = scopeOf('What now?');

const suggest = (
  pages: ReturnType<typeof page>[],
  options: { answered?: boolean; escalates?: boolean } = {},
) =>
  suggestFollowUps(
    scope,
    retrievalOf([best, ...pages], { answered: options.answered ?? true }),
    { escalates: options.escalates },
  );

describe('suggestFollowUps', () => {
  it('asks for the steps of pages that have some, and for help where the page says so', () => {
    expect(
      suggest(
        [
          page('lag', { score: 0.8, kind: 'steps' }),
          page('memory', { score: 0.7 }),
        ],
        { escalates: true },
      ).slice(0, 3),
    ).toEqual([
      say.suggestEscalation({ page: 'best' }),
      say.suggestSteps({ page: 'lag' }),
      say.suggestPage({ page: 'memory' }),
    ]);
  });

  it.each([
    ['far off', page('far', { score: 0.1 })],
    ['in another language', page('ru', { score: 0.8, language: 'ru' })],
    [
      'a table of contents',
      page('index', { score: 0.8, path: 'checkout/docs/index.md' }),
    ],
    [
      'the page itself',
      page('best', { score: 0.8, documentId: best[0].documentId }),
    ],
  ])('leads to no page that is %s', (_, other) => {
    expect(suggest([other])).toEqual([...say.suggestGeneral()].slice(0, 4));
  });

  it('leaves two places for what surely is answered, when this was not', () => {
    const others = ['a', 'b', 'c', 'd'].map(name => page(name, { score: 0.8 }));
    const suggestions = suggest(others, { answered: false, escalates: true });
    expect(suggestions).toHaveLength(4);
    expect(suggestions.slice(2)).toEqual(say.suggestGeneral().slice(0, 2));
    expect(suggestions).not.toContain(say.suggestEscalation({ page: 'best' }));
  });

  it('does not suggest what was just asked, or anything twice', () => {
    const general = say.suggestGeneral();
    const again = suggestFollowUps(scopeOf(general[0]), undefined);
    expect(again).toEqual(general.slice(1, 5));
    expect(new Set(again).size).toBe(again.length);
  });
});
