import type {
  BuildProgress,
  DocumentBaseStatus,
} from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  build,
  documentBase,
  fakeAssistantApi,
  generation,
} from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { responseError } from '../../testUtils/responseError';
import { KnowledgePage } from './KnowledgePage';

const address = '/assistant/knowledge';

function show(
  changes: Partial<DocumentBaseStatus> = {},
  language: 'en' | 'ru' = 'en',
) {
  const api = fakeAssistantApi({
    getDocumentBase: async () => ({ ...documentBase, ...changes }),
  });
  return { api, ...renderPage(<KnowledgePage />, { api, address, language }) };
}

const ended = (changes: Partial<BuildProgress>): BuildProgress => ({
  ...build,
  phase: 'done',
  finishedAt: '2026-11-24T10:05:00Z',
  ...changes,
});

describe('KnowledgePage, how the last build ended', () => {
  it.each([
    ['complete', {}, /^The last build is complete\./],
    ['unchanged', {}, /^The last build found nothing new\./],
    ['cancelled', {}, /^The last build was stopped\./],
  ] as const)('%s', async (state, changes, words) => {
    show({ build: ended({ state, ...changes }) });
    expect(await screen.findByText(words)).toHaveAttribute('role', 'status');
    expect(screen.queryByRole('progressbar')).not.toBeInTheDocument();
    expect(
      await screen.findByRole('button', { name: 'Build now' }),
    ).toBeEnabled();
  });

  it('failed, with the reason as an alert', async () => {
    const { container } = show({
      build: ended({ state: 'failed', failure: 'No source gave a document.' }),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /^The last build failed: No source gave a document\./,
    );
    expect(await findViolations(container)).toEqual([]);
  });

  it('lists what could not be read, as text', async () => {
    const problems = [
      { source: 'techdocs: <b>orders</b>', message: 'No `mkdocs.yml`.' },
      { source: 'markdown', message: 'docs/x.md is larger than 5 MB.' },
    ];
    const { container } = show({
      build: ended({ state: 'complete', problems }),
    });
    expect(
      await screen.findByText('2 documents could not be read:'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('techdocs: <b>orders</b>: No `mkdocs.yml`.'),
    ).toBeInTheDocument();
    expect(container.querySelector('li b')).toBeNull();
  });
});

describe('KnowledgePage, what stands in the table', () => {
  it('tells how much is searchable by meaning, and never rounds up to all', async () => {
    show({
      generations: [
        generation({ generation: 7, embedded: 0.996 }),
        generation({ generation: 6, embedded: 0, state: 'retired' }),
      ],
    });
    const [, seven, six] = await screen.findAllByRole('row');
    expect(seven).toHaveTextContent('99 % searchable by meaning');
    expect(six).toHaveTextContent('0 % searchable by meaning');
  });

  it('names who built: a person, a service, a trigger', async () => {
    show({
      generations: [
        generation({ generation: 7, trigger: 'api' }),
        generation({ generation: 6, trigger: 'external:airflow weekly' }),
        generation({ generation: 5, trigger: 'user:default/petra' }),
      ],
    });
    const [, api, service, person] = await screen.findAllByRole('row');
    expect(api).toHaveTextContent('API');
    expect(service).toHaveTextContent('external:airflow weekly');
    expect(within(service).queryByRole('link')).not.toBeInTheDocument();
    expect(within(person).getByRole('link', { name: 'petra' })).toHaveAttribute(
      'href',
      '/catalog/default/user/petra',
    );
  });

  it('says that a gate did not run, or what did not pass in it', async () => {
    const failing = (check: string) => ({
      check,
      passed: false,
      detail: '-60 %',
    });
    show({
      generations: [
        generation({ generation: 7, gate: [] }),
        generation({
          generation: 6,
          state: 'failed',
          gate: [failing('size'), failing('golden questions')],
        }),
      ],
    });
    const [, seven, six] = await screen.findAllByRole('row');
    expect(seven).toHaveTextContent('not run');
    expect(six).toHaveTextContent(
      'failed: size (-60 %), golden questions (-60 %)',
    );
  });

  it('puts the newest on top, whatever order the server has', async () => {
    show({
      generations: [5, 7, 6].map(id => generation({ generation: id })),
    });
    const numbers = await screen.findAllByRole('rowheader');
    expect(numbers.map(cell => cell.textContent)).toEqual(['7', '6', '5']);
  });

  it('speaks Russian, numbers included', async () => {
    const { container } = show(
      { generations: [generation({ documents: 12_345 })] },
      'ru',
    );
    expect(
      await screen.findByRole('button', { name: 'Собрать сейчас' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('table')).toHaveTextContent(/12\s345/);
    expect(screen.getByRole('table')).not.toHaveTextContent(/[A-Za-z]/);
    expect(await findViolations(container)).toEqual([]);
  });
});

describe('KnowledgePage, when it cannot be shown', () => {
  it('says that it loads', async () => {
    const api = fakeAssistantApi({
      getDocumentBase: () => new Promise(() => {}),
    });
    renderPage(<KnowledgePage />, { api, address });
    expect(await screen.findByText('Loading')).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('says why, and tries again', async () => {
    const error = await responseError(503, 'pgvector is missing.');
    const api = fakeAssistantApi({
      getDocumentBase: async () => {
        throw error;
      },
    });
    renderPage(<KnowledgePage />, { api, address });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'pgvector is missing.',
    );
    api.getDocumentBase.mockResolvedValue(documentBase);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table')).toBeInTheDocument();
  });

  it('keeps showing what it knows when a later look fails', async () => {
    const { api } = show();
    await screen.findByRole('table');
    api.getDocumentBase.mockRejectedValue(new TypeError('Failed to fetch'));
    await userEvent.click(screen.getByRole('button', { name: 'Build now' }));
    await waitFor(() => expect(api.getDocumentBase).toHaveBeenCalledTimes(2));
    expect(screen.getByRole('table')).toBeInTheDocument();
  });
});
