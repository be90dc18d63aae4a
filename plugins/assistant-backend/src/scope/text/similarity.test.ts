import { editDistanceWithin, forgivenErrors } from './editDistance';
import { similarityOf, spellingOf } from './similarity';
import { soundKey, toCyrillic, toLatin } from './transliterate';

const isSimilar = (a: string, b: string) =>
  similarityOf(spellingOf(a), spellingOf(b));

describe('editDistanceWithin', () => {
  it.each([
    ['checkout', 'checkout', 0],
    ['chekout', 'checkout', 1],
    ['chekcout', 'checkout', 1],
    ['chcekuot', 'checkout', 2],
    ['payments', 'checkout', 3],
    ['', 'ab', 2],
  ])('%s and %s are %d apart', (a, b, expected) => {
    expect(editDistanceWithin(a, b, 2)).toBe(expected);
    expect(editDistanceWithin(b, a, 2)).toBe(expected);
  });

  it('forgives more in longer words, and nothing in short ones', () => {
    expect([4, 5, 7, 8].map(forgivenErrors)).toEqual([0, 1, 1, 2]);
  });
});

describe('similarityOf', () => {
  it.each([
    ['recomend', 'recommend'],
    ['плятеж', 'платеж'],
    ['чекаут', 'checkout'],
    ['сторфронт', 'storefront'],
    ['chekaut', 'чекаут'],
  ])('%s may be meant for %s', (a, b) => {
    expect(isSimilar(a, b)).toBe(true);
  });

  it.each([
    ['border', 'order'],
    ['лог', 'log'],
    ['shop', 'shot'],
    ['поиск', 'payments'],
    ['витрина', 'checkout'],
  ])('%s is not meant for %s', (a, b) => {
    expect(isSimilar(a, b)).toBe(false);
  });
});

describe('transliteration', () => {
  it.each([
    ['platezhei', 'платежей'],
    ['seichas', 'сейчас'],
    ['pochemu', 'почему'],
    ['shchi', 'щи'],
    ['yula', 'юла'],
  ])('reads %s as %s', (latin, cyrillic) => {
    expect(toCyrillic(latin)).toBe(cyrillic);
  });

  it('writes Russian words with Latin letters', () => {
    expect(toLatin('чекаут')).toBe('chekaut');
    expect(soundKey('чекаут')).toBe(soundKey('checkout'));
  });
});
