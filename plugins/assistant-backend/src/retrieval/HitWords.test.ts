import { contentStems, identifierTokens } from '../text/words';
import { HitWords, textOf } from './HitWords';
import { hitOf } from './testUtils';

describe('HitWords', () => {
  const page = hitOf('checkout/a.md', {
    body: 'Restart kube_pod_status, код 137',
  });

  it('gives the words of title, headings and body', () => {
    const words = new HitWords();
    expect(words.stems(page)).toEqual(contentStems(textOf(page)));
    expect(words.identifiers(page)).toEqual(identifierTokens(textOf(page)));
    expect(words.lower(page)).toBe(textOf(page).toLocaleLowerCase('en-US'));
    expect(words.identifiers(page)).toContain('kube_pod_status');
  });

  it('works a text out once, for all questions', () => {
    expect(new HitWords().stems(page)).toBe(new HitWords().stems({ ...page }));
  });

  it('never takes the words of another version of the same part', () => {
    new HitWords().stems(page);
    const changed = { ...page, body: 'Roll the release back' };
    expect(new HitWords().stems(changed)).toEqual(
      contentStems(textOf(changed)),
    );
    expect(new HitWords().stems(changed)).not.toContain('restart');
  });
});
