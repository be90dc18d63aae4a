import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  build,
  documentBase,
  fakeAssistantApi,
} from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { KnowledgePage } from './KnowledgePage';

const address = '/assistant/knowledge';

describe('KnowledgePage', () => {
  it('lists the generations, switches to one and goes back', async () => {
    const api = fakeAssistantApi();
    const { container } = renderPage(<KnowledgePage />, { api, address });
    const table = await screen.findByRole('table');
    const [, active, kept, failed] = within(table).getAllByRole('row');
    expect(active).toHaveTextContent(/^7active.*schedule423 \/ 5 \/ 1passed$/);
    expect(kept).toHaveTextContent('start of the portal');
    expect(failed).toHaveTextContent('The gate did not pass.');
    expect(failed).toHaveTextContent('failed: size (-60 %)');
    expect(within(failed).getByRole('link', { name: 'guest' })).toHaveAttribute(
      'href',
      '/catalog/default/user/guest',
    );
    expect(
      screen.getByText(/Sources: techdocs, markdown\./),
    ).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);

    await userEvent.click(
      await screen.findByRole('button', { name: 'Use this one: generation 6' }),
    );
    expect(api.activateGeneration).toHaveBeenCalledWith({
      generation: 6,
      expectedActive: 7,
    });
    const back = screen.getByRole('button', { name: 'Back to 6' });
    await waitFor(() => expect(back).toBeEnabled());
    await userEvent.click(back);
    expect(api.rollbackDocuments).toHaveBeenCalledTimes(1);
  });

  it('builds, shows the progress and what could not be read, and stops', async () => {
    const api = fakeAssistantApi();
    renderPage(<KnowledgePage />, { api, address });
    const start = await screen.findByRole('button', { name: 'Build now' });
    api.getDocumentBase.mockResolvedValue({
      ...documentBase,
      build: {
        ...build,
        problems: [{ source: 'techdocs: orders', message: 'No mkdocs.yml.' }],
      },
    });
    await userEvent.click(start);
    expect(api.startBuild).toHaveBeenCalledTimes(1);
    expect(
      await screen.findByRole('progressbar', { name: 'Progress of the build' }),
    ).toHaveAttribute(
      'aria-valuetext',
      'Making them searchable by meaning: 120 of 400',
    );
    expect(
      screen.getByText('techdocs: orders: No mkdocs.yml.'),
    ).toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Stop the build' }),
    );
    expect(api.cancelBuild).toHaveBeenCalledWith('b-1');
  });

  it('says when an action failed, and shows the state afterwards', async () => {
    const api = fakeAssistantApi({
      rollbackDocuments: async () => {
        throw new Error('Somebody else switched meanwhile.');
      },
    });
    renderPage(<KnowledgePage />, { api, address });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Back to 6' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'That did not work: Somebody else switched meanwhile.',
    );
    await waitFor(() => expect(api.getDocumentBase).toHaveBeenCalledTimes(2));
  });
});
