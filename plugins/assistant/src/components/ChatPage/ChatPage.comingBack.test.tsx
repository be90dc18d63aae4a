import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { howToEvents } from '../../testUtils/answers';
import { ask } from '../../testUtils/askInPage';
import { fakeServer } from '../../testUtils/fakeServer';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { ChatPage } from './ChatPage';

/** So much of the answer that its verdict is there, and its steps are not. */
const SENT = howToEvents.findIndex(({ type }) => type === 'steps-available');
const verdict = 'Give back the former release of checkout';

/** Asks, reads the beginning of the answer, and leaves the page. */
async function askAndLeave(api: ReturnType<typeof fakeServer>['api']) {
  const { unmount } = renderPage(<ChatPage />, { api });
  await ask('How?');
  const answer = await screen.findByRole('article');
  expect(await within(answer).findByText(verdict)).toBeInTheDocument();
  const address = `${window.location.pathname}${window.location.search}`;
  const signal = api.ask.mock.calls[0][1]?.signal;
  expect(signal?.aborted).toBe(false);
  unmount();
  // the connection is the server's sign that nobody reads any more
  expect(signal?.aborted).toBe(true);
  return address;
}

describe('ChatPage, when an answer runs while the reader leaves', () => {
  it('shows what was kept of the answer, and that it was stopped', async () => {
    const { api, end } = fakeServer({ sends: SENT });
    const address = await askAndLeave(api);
    end('stopped');
    expect(address).toBe('/assistant?conversation=c-1');

    const { container } = renderPage(<ChatPage />, { api, address });
    const answer = await screen.findByRole('article');
    expect(within(answer).getByText(verdict)).toBeInTheDocument();
    expect(within(answer).getByText('Stopped here.')).toBeInTheDocument();
    expect(answer).toHaveAttribute('aria-busy', 'false');
    expect(api.ask).toHaveBeenCalledTimes(1);
    expect(api.resume).not.toHaveBeenCalled();
    // its sources are there as well, and the next question may be asked
    const sources = screen.getByRole('complementary', { name: 'Sources' });
    expect(within(sources).getAllByRole('listitem')).toHaveLength(2);
    await userEvent.type(screen.getByRole('textbox', { name: /^Ask/ }), 'x');
    expect(screen.getByRole('button', { name: 'Ask' })).toBeEnabled();
    expect(await findViolations(container)).toEqual([]);
  });

  it('reads the end of an answer that the server was just about to stop', async () => {
    const { api, end } = fakeServer({ sends: SENT });
    const address = await askAndLeave(api);
    api.resume.mockImplementationOnce(async function* resume() {
      yield end('stopped');
    });
    renderPage(<ChatPage />, { api, address });
    expect(await screen.findByText('Stopped here.')).toBeInTheDocument();
    expect(api.resume).toHaveBeenCalledWith('a-1', SENT - 1, {
      signal: expect.any(AbortSignal),
    });
    expect(api.resume).toHaveBeenCalledTimes(1);
  });

  it('reads on where the answer still runs, from where it was left', async () => {
    const { api } = fakeServer({ sends: SENT });
    const address = await askAndLeave(api);
    let go = () => {};
    api.resume.mockImplementationOnce(async function* resume() {
      await new Promise<void>(resolve => {
        go = resolve;
      });
      yield* howToEvents.slice(SENT);
    });
    renderPage(<ChatPage />, { api, address });
    const answer = await screen.findByRole('article');
    await waitFor(() => expect(api.resume).toHaveBeenCalledTimes(1));
    expect(answer).toHaveAttribute('aria-busy', 'true');
    expect(screen.getByRole('button', { name: 'Stop' })).toBeEnabled();
    go();
    expect(
      await within(answer).findByRole('heading', { name: 'Do this now' }),
    ).toBeInTheDocument();
    await waitFor(() => expect(answer).toHaveAttribute('aria-busy', 'false'));
    expect(within(answer).getAllByText(verdict)).toHaveLength(1);
  });

  it('lets the reader go to another conversation and back', async () => {
    const { api, end } = fakeServer({ sends: SENT });
    renderPage(<ChatPage />, { api });
    await ask('How?');
    expect(await screen.findByText(verdict)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'New question' }));
    expect(
      await screen.findByRole('heading', { name: 'What do you want to know?' }),
    ).toBeInTheDocument();
    expect(api.ask.mock.calls[0][1]?.signal?.aborted).toBe(true);
    end('stopped');
    await userEvent.click(
      await screen.findByRole('button', { name: /^Checkout in a crash loop/ }),
    );
    expect(await screen.findByText('Stopped here.')).toBeInTheDocument();
    expect(screen.getByText(verdict)).toBeInTheDocument();
  });
});
