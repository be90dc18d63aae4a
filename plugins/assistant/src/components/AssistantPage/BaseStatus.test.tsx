import type { Readiness } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, waitFor } from '@testing-library/react';
import { fakeAssistantApi, readiness } from '../../testUtils/fakeAssistantApi';
import { renderPage } from '../../testUtils/renderPage';
import { BaseStatus } from './BaseStatus';

const builtAt = new Date(Date.now() - 3 * 60 * 60 * 1000).toISOString();

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
    [{ state: 'ready', generation: 7, builtAt }, 'Documents 7, 3 hours ago'],
    // an older generation goes on answering
    [{ state: 'building', generation: 7, builtAt }, 'Documents 7, 3 hours ago'],
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
      await screen.findByText('Документы 7, 3 часа назад'),
    ).toBeInTheDocument();
  });

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
