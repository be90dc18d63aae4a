import { transliterate } from './transliterate';

describe('transliterate', () => {
  it.each([
    ['кибан', 'kiban'],
    ['постгрес', 'postgres'],
    ['хелм', 'helm'],
    ['abc1', 'abc1'],
  ])('%s becomes %s', (word, latin) => {
    expect(transliterate(word)).toBe(latin);
  });
});
