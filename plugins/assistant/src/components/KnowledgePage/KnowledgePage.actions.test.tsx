import type { DocumentBaseStatus } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  build,
  documentBase,
  fakeAssistantApi,
  generation,
} from '../../testUtils/fakeAssistantApi';
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

/** Holds an action of the server back until the test lets it go. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe('KnowledgePage, what one may do', () => {
  it('goes back in one step, and lets nobody press twice', async () => {
    const { api } = show();
    const { opened, open } = gate();
    api.rollbackDocuments.mockImplementation(async () => {
      await opened;
      return documentBase;
    });
    const back = await screen.findByRole('button', { name: 'Back to 6' });
    await userEvent.click(back);
    expect(api.rollbackDocuments).toHaveBeenCalledTimes(1);
    expect(back).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Build now' })).toBeDisabled();
    expect(
      screen.getByRole('button', { name: 'Use this one: generation 6' }),
    ).toBeDisabled();
    // the way forward again is the same step
    api.getDocumentBase.mockResolvedValue({
      ...documentBase,
      active: 6,
      previous: 7,
    });
    open();
    expect(
      await screen.findByRole('button', { name: 'Back to 7' }),
    ).toBeEnabled();
    expect(
      within(screen.getAllByRole('row')[2]).getByText('active'),
    ).toBeInTheDocument();
  });

  it('offers no way back where there is none', async () => {
    show({ previous: undefined });
    await screen.findByRole('button', { name: 'Build now' });
    expect(
      screen.queryByRole('button', { name: /^Back to \d/ }),
    ).not.toBeInTheDocument();
  });

  it.each(['building', 'failed', 'active'] as const)(
    'does not let a generation be used that is %s',
    async state => {
      show({
        active: state === 'active' ? 9 : undefined,
        generations: [generation({ generation: 9, state })],
      });
      await screen.findByRole('table');
      expect(
        screen.queryByRole('button', { name: /^Use this one/ }),
      ).not.toBeInTheDocument();
    },
  );

  it('lets one be used that is ready and waits for it', async () => {
    const { api } = show({
      active: undefined,
      generations: [generation({ generation: 9, state: 'ready' })],
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Use this one: generation 9' }),
    );
    expect(api.activateGeneration).toHaveBeenCalledWith({
      generation: 9,
      expectedActive: undefined,
    });
  });

  it.each([
    ['Build now', 'startBuild', 403, 'You may not build.'],
    ['Build now', 'startBuild', 409, 'A build runs already.'],
    ['Back to 6', 'rollbackDocuments', 403, 'You may not switch.'],
    [
      'Use this one: generation 6',
      'activateGeneration',
      409,
      'Generation 8 became active meanwhile.',
    ],
  ] as const)(
    'says why %s failed: %s %s',
    async (name, method, status, words) => {
      const { api } = show();
      api[method].mockRejectedValue(await responseError(status, words));
      await userEvent.click(await screen.findByRole('button', { name }));
      expect(await screen.findByRole('alert')).toHaveTextContent(
        `That did not work: ${words}`,
      );
      await waitFor(() => expect(api.getDocumentBase).toHaveBeenCalledTimes(2));
      expect(screen.getByRole('button', { name })).toBeEnabled();
    },
  );

  it('says why a build did not stop, and goes on showing it', async () => {
    const { api } = show({ build });
    api.cancelBuild.mockRejectedValue(
      await responseError(404, 'The build has ended.'),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Stop the build' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The build has ended.',
    );
    expect(screen.getByRole('progressbar')).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: 'Build now' }),
    ).not.toBeInTheDocument();
  });

  it('is usable by keyboard alone', async () => {
    const { api } = show();
    const start = await screen.findByRole('button', { name: 'Build now' });
    for (let n = 0; n < 20 && document.activeElement !== start; n++) {
      await userEvent.tab();
    }
    expect(start).toHaveFocus();
    await userEvent.keyboard('{Enter}');
    expect(api.startBuild).toHaveBeenCalledTimes(1);
    // what scrolls can be reached
    const region = screen.getByRole('region', {
      name: 'Generations of the document base',
    });
    expect(region).toHaveAttribute('tabindex', '0');
  });
});
