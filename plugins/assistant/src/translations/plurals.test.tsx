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
            <td>{t('evidence.withheld', { count })}</td>
            <td>{t('finding.withheldVictims', { count })}</td>
            <td>{t('timeline.more', { count })}</td>
            <td>{t('health.notKnown', { count })}</td>
            <td>{t('health.chronic', { count })}</td>
            <td>{t('telemetry.unmapped', { count })}</td>
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
    const withheld = (count: number) => of(count)[4];
    expect(withheld(1)).toBe('1 участник от вас скрыт.');
    expect(withheld(22)).toBe('22 участника от вас скрыты.');
    expect(withheld(11)).toBe('11 участников от вас скрыты.');
    expect(of(21)[5]).toBe('ещё 21, скрытый от вас');
    expect(of(4)[5]).toBe('ещё 4, скрытых от вас');
    expect(of(21).slice(-3)).toEqual([
      'О 21 сервисе пока ничего не известно.',
      '21 вывод держится дольше суток',
      '21 нагрузка ни к чему не относится. Её отнесёт такое правило:',
    ]);
    expect(of(12).at(-3)).toBe('О 12 сервисах пока ничего не известно.');
    expect(of(22).at(-2)).toBe('22 вывода держатся дольше суток');
    expect(of(111).at(-1)).toMatch(/^111 нагрузок ни к чему не относятся/);
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
    expect(of(1)[4]).toMatch(/^1 thing involved is outside/);
    expect(of(2)[4]).toMatch(/^2 things involved are outside/);
  });
});
