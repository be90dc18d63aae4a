import { messagesOf } from './messagesOf';
import { en } from './en';
import { ru } from './ru';

const page = { title: 'Out of memory' };
const gaps = ['not-connected', 'not-answering', 'nothing-recorded'] as const;

describe('messages', () => {
  it.each([
    [1, '1 шаг'],
    [2, '2 шага'],
    [5, '5 шагов'],
    [11, '11 шагов'],
    [21, '21 шаг'],
    [22, '22 шага'],
  ])('counts %i steps in Russian', (steps, expected) => {
    expect(ru.runbook({ page, steps, cite: '' })).toBe(
      `На этот случай есть инструкция «Out of memory»: ${expected}.`,
    );
  });

  it('counts steps in English', () => {
    expect(en.runbook({ page, steps: 1, cite: '[^1]' })).toBe(
      'Follow the runbook “Out of memory”: 1 step.[^1]',
    );
    expect(en.runbook({ page, steps: 2, cite: '' })).toContain('2 steps');
  });

  it('joins names as the language does', () => {
    expect(en.missing({ names: ['pod', 'run-id', 'node'] })).toBe(
      'For you to fill in: `<pod>`, `<run-id>`, and `<node>`.',
    );
    expect(ru.missing({ names: ['pod', 'run-id'] })).toBe(
      'Подставьте сами: `<pod>` и `<run-id>`.',
    );
  });

  it.each(['en', 'ru'] as const)(
    'keeps calm in %s: no exclamation marks, no first person',
    language => {
      const say = messagesOf(language);
      const cite = '[^1]';
      const all = [
        say.runbook({ page, steps: 3, cite }),
        say.pageOnly({ page, cite }),
        ...(['state', 'what-changed', 'metric', 'diagnose'] as const).flatMap(
          question =>
            gaps.flatMap(reason => [
              say.liveUnknown({ question, reason }),
              say.liveUnknown({ question, entity: 'Checkout', reason }),
            ]),
        ),
        ...gaps.map(reason => say.liveNote({ reason })),
        say.byHand({ page, cite }),
        say.otherLanguage({ page: 'en' }),
        say.otherLanguage({ page: 'ru' }),
        say.production({ environment: 'prod', context: 'shop-prod' }),
        ...(['argocd', 'flux', 'helm'] as const).map(by =>
          say.managed({ by, entity: 'Checkout' }),
        ),
        say.unknownEntity(),
        say.ownsNothing(),
        say.denseFilling(),
        say.unknown(),
        say.searched({
          entities: ['Checkout'],
          builtAt: '2026-11-22T03:00:00Z',
          generation: 4,
        }),
        say.whatNow({}),
        say.smallTalk(),
        say.outOfScope(),
        ...say.suggestGeneral(),
        say.modelFailed(),
        say.modelRemedy(),
      ];
      for (const text of all) {
        expect(text).not.toMatch(/!|undefined|\bI\b|(?:^|\s)[Яя](?:\s|$)/);
        expect(/[а-я]/i.test(text)).toBe(language === 'ru');
      }
    },
  );
});
