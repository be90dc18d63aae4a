import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { screen, within } from '@testing-library/react';
import { fakeAssistantApi } from '../testUtils/fakeAssistantApi';
import { renderPage } from '../testUtils/renderPage';
import { assistantTranslationRef } from '../translation';

const counts = [0, 1, 2, 4, 5, 11, 12, 14, 21, 22, 25, 101, 111, 112];

/** Every sentence with a number in it, as the pages make them. */
function Sentences() {
  const { t } = useTranslationRef(assistantTranslationRef);
  return (
    <table>
      <tbody>
        {counts.map(count => (
          <tr key={count} aria-label={String(count)}>
            <td>{t('thread.openSources', { count })}</td>
            <td>{t('start.owned', { count, names: 'a, b' })}</td>
            <td>{t('start.ownedMore', { count, names: 'a' })}</td>
            <td>{t('knowledge.problems', { count })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

async function sentences(language: 'en' | 'ru', ready: RegExp) {
  renderPage(<Sentences />, { api: fakeAssistantApi(), language });
  await screen.findAllByText(ready);
  return (count: number) =>
    within(screen.getByRole('row', { name: String(count) }))
      .getAllByRole('cell')
      .map(cell => cell.textContent);
}

describe('sentences with a number', () => {
  it('decline as Russian does', async () => {
    const of = await sentences('ru', /источник/);
    const sources = counts.map(count => of(count)[0]);
    expect(sources).toEqual([
      '0 источников',
      '1 источник',
      '2 источника',
      '4 источника',
      '5 источников',
      '11 источников',
      '12 источников',
      '14 источников',
      '21 источник',
      '22 источника',
      '25 источников',
      '101 источник',
      '111 источников',
      '112 источников',
    ]);
    const owned = (count: number) => of(count)[1];
    expect(owned(1)).toContain('1 объект:');
    expect(owned(22)).toContain('22 объекта:');
    expect(owned(112)).toContain('112 объектов:');
    const problems = (count: number) => of(count)[3];
    expect(problems(1)).toMatch(/1 документ[^а]/);
    expect(problems(21)).toMatch(/21 документ[^а]/);
    expect(problems(5)).toMatch(/5 документов/);
    for (const count of counts) {
      // no sentence lost its number, its names or its braces
      for (const sentence of of(count)) {
        expect(sentence).toContain(String(count));
        expect(sentence).not.toMatch(/[{}]|undefined/);
      }
    }
  });

  it('have one and many in English', async () => {
    const of = await sentences('en', /sources$/);
    expect(of(1)[0]).toBe('1 source');
    expect(of(0)[0]).toBe('0 sources');
    expect(of(21)[0]).toBe('21 sources');
    expect(of(1)[1]).toBe('1 thing in the catalog is yours: a, b.');
    expect(of(2)[1]).toBe('2 things in the catalog are yours: a, b.');
    expect(of(1)[3]).toBe('1 document could not be read:');
    expect(of(5)[3]).toBe('5 documents could not be read:');
  });
});
