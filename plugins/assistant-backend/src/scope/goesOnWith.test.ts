import { goesOnWith } from './goesOnWith';
import { tokenize } from './text/tokenize';

const goesOn = (text: string) =>
  goesOnWith({ text, tokens: tokenize(text), matches: [], writtenRefs: [] });

describe('goesOnWith', () => {
  it.each([
    'а почему?',
    'since when?',
    'and payments?',
    'what about the other one',
    'why is it slow',
    'с ним всё хорошо?',
    'why?',
  ])('leans on the conversation: %s', text => expect(goesOn(text)).toBe(true));

  it.each([
    'how do I drain a node',
    'почему растёт лаг консьюмера',
    'andromeda restarts',
  ])('stands alone: %s', text => expect(goesOn(text)).toBe(false));

  it('takes a long question for one of its own', () => {
    expect(
      goesOn(
        'and then there is this other thing that I wanted to ask about the cluster',
      ),
    ).toBe(false);
  });
});
