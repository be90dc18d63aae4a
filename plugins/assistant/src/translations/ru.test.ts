import { mockApis } from '@backstage/test-utils';
import { assistantTranslationRef } from '../translation';
import ru from './ru';
import { titles } from './titles';

// the default messages have no public reader; this is the one that the translation API itself uses
const en = (
  assistantTranslationRef as unknown as {
    getDefaultMessages(): Record<string, string>;
  }
).getDefaultMessages();

const base = (key: string) => key.replace(/_(one|few|many|other)$/, '');
const forms = (messages: Record<string, string>, key: string) =>
  Object.keys(messages).filter(k => k !== base(k) && base(k) === base(key));

/** Names of permissions and products, which stay as they are. */
const sameInBoth =
  /assistant\.(ask|base\.manage)|Markdown|API|Shift\+Enter|Enter/g;

describe('Russian messages', () => {
  it('have exactly the keys of the English ones', () => {
    const bases = (messages: Record<string, string>) =>
      [...new Set(Object.keys(messages).map(base))].sort();
    expect(bases(ru)).toEqual(bases(en));
    const plain = (messages: Record<string, string>) =>
      Object.keys(messages)
        .filter(key => key === base(key))
        .sort();
    expect(plain(ru)).toEqual(plain(en));
  });

  it('have all four Russian plural forms where English has two', () => {
    const plurals = Object.keys(en).filter(key => key !== base(key));
    expect(plurals.length).toBeGreaterThan(0);
    for (const key of plurals) {
      expect(forms(en, key).sort()).toEqual([
        `${base(key)}_one`,
        `${base(key)}_other`,
      ]);
      expect(forms(ru, key)).toEqual(
        ['one', 'few', 'many', 'other'].map(form => `${base(key)}_${form}`),
      );
    }
  });

  it('use the same variables', () => {
    const variables = (text: string) =>
      [...new Set(text.match(/{{\w+}}/g) ?? [])].sort();
    for (const [key, text] of Object.entries(ru)) {
      const english = en[key] ?? en[`${base(key)}_other`];
      expect({ key, variables: variables(text) }).toEqual({
        key,
        variables: variables(english),
      });
    }
  });

  it('leave no English behind, do not shout, and use Russian quotes', () => {
    for (const [key, text] of Object.entries(ru)) {
      const words = text.replace(/{{\w+}}/g, '').replace(sameInBoth, '');
      expect({ key, latin: words.match(/[A-Za-z]+/) }).toEqual({
        key,
        latin: null,
      });
      expect(text).not.toMatch(/[!“”"]/);
    }
    for (const text of Object.values(en)) {
      expect(text).not.toMatch(/!|[А-яЁё]/);
    }
  });

  it.each([
    [1, '1 источник'],
    [3, '3 источника'],
    [11, '11 источников'],
  ])('declines %s', async (count, expected) => {
    expect(Intl.PluralRules.supportedLocalesOf(['ru'])).toEqual(['ru']);
    const form = new Intl.PluralRules('ru').select(count);
    const text = (ru as Record<string, string>)[`thread.openSources_${form}`];
    expect(text.replace('{{count}}', String(count))).toBe(expected);
  });

  it('name in the app what is named so in the pages', () => {
    expect(titles.ru.page).toBe(ru['page.title']);
    expect(titles.en.page).toBe(en['page.title']);
    expect(Object.keys(titles.ru)).toEqual(Object.keys(titles.en));
    for (const title of Object.values(titles.ru)) {
      expect(title).toMatch(/^[А-ЯЁ][а-яё ]+$/);
    }
  });

  it('reach the page through the translation API', () => {
    const snapshot = mockApis
      .translation()
      .getTranslation(assistantTranslationRef);
    expect(snapshot.ready && snapshot.t('page.title')).toBe('Assistant');
    expect(
      snapshot.ready && snapshot.t('thread.openSources', { count: 2 }),
    ).toBe('2 sources');
  });
});
