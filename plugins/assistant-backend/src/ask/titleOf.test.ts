import { titleOf } from './titleOf';
import { guessLanguage } from './guessLanguage';

describe('titleOf', () => {
  it('keeps a short question on one line', () => {
    expect(titleOf('  Why is\n checkout slow? ')).toBe('Why is checkout slow?');
  });

  it('cuts a long one between words and never inside a symbol', () => {
    const title = titleOf('слово '.repeat(60));
    expect(title).toMatch(/^слово .*слово…$/);
    expect(Array.from(title).length).toBeLessThanOrEqual(81);
    expect(titleOf('😀'.repeat(200))).toBe(`${'😀'.repeat(80)}…`);
  });
});

describe('guessLanguage', () => {
  it.each([
    ['чекаут падает по OOM', undefined, 'ru'],
    ['why is it slow', 'ru', 'en'],
    ['🔥', 'ru', 'ru'],
    ['🔥', undefined, 'en'],
  ] as const)(
    'reads %s with the portal in %s as %s',
    (question, language, expected) => {
      expect(guessLanguage({ question, language })).toBe(expected);
    },
  );
});
