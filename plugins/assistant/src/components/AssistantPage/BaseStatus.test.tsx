import type { Readiness } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, waitFor } from '@testing-library/react';
import { fakeAssistantApi, readiness } from '../../testUtils/fakeAssistantApi';
import { renderPage } from '../../testUtils/renderPage';
import { BaseStatus } from './BaseStatus';

const builtAt = '2026-11-22T12:00:00Z';

beforeEach(() =>
  jest.useFakeTimers({
    now: Date.parse('2026-11-24T12:00:00Z'),
    advanceTimers: true,
    doNotFake: ['performance'],
  }),
);
afterEach(() => jest.useRealTimers());

function show(
  documents: Readiness['documents'],
  options: { databaseOk?: boolean; language?: 'en' | 'ru' } = {},
) {
  const { databaseOk = true, language } = options;
  return renderPage(<BaseStatus />, {
    api: fakeAssistantApi({
      getReadiness: async () => ({
        ...readiness,
        database: { ok: databaseOk },
        documents,
      }),
    }),
    language,
  });
}

describe('BaseStatus', () => {
  it.each<[Readiness['documents'], string]>([
    [{ state: 'ready', generation: 7, builtAt }, 'Documents of Nov 22'],
    // an older generation goes on answering
    [{ state: 'building', generation: 7, builtAt }, 'Documents of Nov 22'],
    [{ state: 'building' }, 'Documents are being built'],
    [{ state: 'empty' }, 'No documents yet'],
    [{ state: 'ready' }, 'No documents yet'],
    [{ state: 'unavailable' }, 'Documents cannot be read'],
    // what was known before does not count while it cannot be read
    [
      { state: 'unavailable', generation: 7, builtAt },
      'Documents cannot be read',
    ],
  ])('%j', async (documents, words) => {
    show(documents);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('tells a database that is down', async () => {
    show({ state: 'ready', generation: 7, builtAt }, { databaseOk: false });
    expect(
      await screen.findByText('Documents cannot be read'),
    ).toBeInTheDocument();
  });

  it('speaks Russian', async () => {
    show({ state: 'ready', generation: 7, builtAt }, { language: 'ru' });
    expect(
      await screen.findByText('Документы от 22 нояб.'),
    ).toBeInTheDocument();
  });

  it('says which generation it is on hover, and the year where it is another', async () => {
    show({ state: 'ready', generation: 7, builtAt });
    expect(await screen.findByText('Documents of Nov 22')).toHaveAttribute(
      'title',
      'Generation 7, built 2 days ago',
    );
    show({ state: 'ready', generation: 3, builtAt: '2025-12-01T12:00:00Z' });
    expect(
      await screen.findByText('Documents of Dec 1, 2025'),
    ).toBeInTheDocument();
  });

  it.each<[number, 'en' | 'ru', RegExp, string]>([
    // the test itself takes a second or two
    [2_000, 'en', /^Telemetry [2-9] s fresh$/, 'ready'],
    [2_000, 'ru', /^Телеметрия [2-9] с назад$/, 'ready'],
    // a clock that goes wrong
    [-60_000, 'en', /^Telemetry 0 s fresh$/, 'ready'],
    [90_000, 'en', /^Telemetry 2 min fresh$/, 'ready'],
    [18 * 60_000, 'en', /^Telemetry 18 min old$/, 'old'],
    [18 * 60_000, 'ru', /^Телеметрия отстала на 18\sмин$/, 'old'],
  ])(
    'says how fresh telemetry is: %s ms, %s',
    async (age, language, words, tone) => {
      const at = new Date(Date.now() - age).toISOString();
      renderPage(<BaseStatus />, {
        api: fakeAssistantApi({
          getReadiness: async () => ({
            ...readiness,
            telemetry: { version: 18204, at },
          }),
        }),
        language,
      });
      const chip = await screen.findByText(words);
      expect(chip.querySelector('[data-tone]')).toHaveAttribute(
        'data-tone',
        tone,
      );
    },
  );

  it('says nothing while nothing is known, and when nobody answers', async () => {
    const api = fakeAssistantApi({
      getReadiness: async () => {
        throw new TypeError('Failed to fetch');
      },
    });
    renderPage(
      <>
        <BaseStatus />
        <p>there</p>
      </>,
      { api },
    );
    await screen.findByText('there');
    await waitFor(() => expect(api.getReadiness).toHaveBeenCalled());
    expect(screen.queryByText(/Documents/)).not.toBeInTheDocument();
  });
});
