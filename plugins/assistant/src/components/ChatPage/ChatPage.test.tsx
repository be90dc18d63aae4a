import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ask, finishedAnswer, question } from '../../testUtils/askInPage';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { ChatPage } from './ChatPage';

describe('ChatPage', () => {
  it('asks, shows the answer with its sources, and opens it in the address', async () => {
    const api = fakeAssistantApi();
    const { container } = renderPage(<ChatPage />, { api });
    expect(
      await screen.findByText(/2 things in the catalog are yours/),
    ).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);

    const field = await ask('How do I get checkout up?');
    expect(api.ask).toHaveBeenCalledWith(
      {
        question: 'How do I get checkout up?',
        language: 'en',
        timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
        conversationId: undefined,
        entityRef: undefined,
        environment: undefined,
      },
      { signal: expect.any(AbortSignal) },
    );
    const answer = await finishedAnswer();
    expect(
      within(answer).getByText('Give back the former release of checkout'),
    ).toBeInTheDocument();
    const [chip] = within(answer).getAllByRole('link', {
      name: 'Source 1: Runbook: Checkout',
    });
    expect(chip).toHaveAttribute(
      'href',
      '/docs/default/component/checkout/runbook/#crash-loop',
    );
    expect(within(answer).getByText('no model used')).toBeInTheDocument();
    expect(within(answer).getByText('0.3 s')).toBeInTheDocument();
    expect(
      within(answer).getByText('about checkout, prod'),
    ).toBeInTheDocument();
    expect(within(answer).getByText('<revision>')).toBeInTheDocument();
    expect(window.location.search).toBe('?conversation=c-1');
    expect(field).toHaveValue('');
    expect(field).toHaveFocus();
    // announced once, in a live region apart from the visible answer
    expect(screen.getByText(/^Answer: Give back the former/)).toHaveAttribute(
      'aria-live',
      'polite',
    );

    const sources = screen.getByRole('complementary', { name: 'Sources' });
    const [first, second] = within(sources).getAllByRole('listitem');
    await userEvent.hover(chip);
    expect(first).toHaveAttribute('aria-current', 'true');
    expect(second).not.toHaveAttribute('aria-current');
    expect(await findViolations(container)).toEqual([]);

    await userEvent.click(
      screen.getByRole('button', { name: 'Who owns checkout?' }),
    );
    await waitFor(() => expect(api.ask).toHaveBeenCalledTimes(2));
    expect(api.ask.mock.calls[1][0]).toMatchObject({
      question: 'Who owns checkout?',
      conversationId: 'c-1',
    });
  });

  it('drafts what a link asks, and sends nothing by itself', async () => {
    const api = fakeAssistantApi();
    renderPage(<ChatPage />, {
      api,
      address:
        '/assistant?q=Why%3F&entity=component:default/orders&env=stage&at=2026-11-24T03:00:00Z',
    });
    expect(await question()).toHaveValue('Why?');
    expect(
      await screen.findByRole('button', { name: 'Scope: orders' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Environment: stage' }),
    ).toBeInTheDocument();
    expect(api.ask).not.toHaveBeenCalled();

    await userEvent.click(
      screen.getByRole('button', { name: 'Scope: orders' }),
    );
    await userEvent.click(screen.getByRole('menuitem', { name: 'checkout' }));
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }));
    expect(api.ask.mock.calls[0][0]).toMatchObject({
      question: 'Why?',
      entityRef: 'component:default/checkout',
      environment: 'stage',
      at: '2026-11-24T03:00:00.000Z',
    });
    await finishedAnswer();
    expect(window.location.search).toBe('?conversation=c-1');
    // the same composer goes on: focus and scope stay
    expect(await question()).toHaveFocus();
    expect(
      screen.getByRole('button', { name: 'Scope: checkout' }),
    ).toBeInTheDocument();
  });

  it('opens a conversation from the list, renames, pins and deletes it', async () => {
    const api = fakeAssistantApi();
    renderPage(<ChatPage />, { api });
    await userEvent.click(
      await screen.findByRole('button', { name: /^Checkout in a crash loop/ }),
    );
    await finishedAnswer();
    expect(api.getConversation.mock.calls[0][0]).toBe('c-1');
    expect(window.location.search).toBe('?conversation=c-1');

    const menu = async (item: string) => {
      await userEvent.click(
        screen.getByRole('button', { name: /^More for “Checkout/ }),
      );
      await userEvent.click(screen.getByRole('menuitem', { name: item }));
    };
    await menu('Rename');
    const title = await screen.findByRole('textbox', { name: 'Title' });
    await userEvent.clear(title);
    await userEvent.type(title, 'Loop{Enter}');
    expect(api.updateConversation).toHaveBeenCalledWith('c-1', {
      title: 'Loop',
    });
    await menu('Pin');
    expect(api.updateConversation).toHaveBeenLastCalledWith('c-1', {
      pinned: true,
    });
    await menu('Delete');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Delete' }),
    );
    expect(api.deleteConversation).toHaveBeenCalledWith('c-1');
    // the thread is gone with it
    expect(
      await screen.findByRole('heading', { name: 'What do you want to know?' }),
    ).toBeInTheDocument();
    expect(window.location.search).toBe('');

    api.listConversations.mockResolvedValue({ items: [], totalItems: 0 });
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search conversations' }),
      'kafka',
    );
    expect(
      await screen.findByText('No conversation matches “kafka”.'),
    ).toBeInTheDocument();
  });

  it('opens a shared answer read only', async () => {
    const api = fakeAssistantApi();
    const { container } = renderPage(<ChatPage />, {
      api,
      address: '/assistant?answer=a-1',
    });
    const answer = await finishedAnswer();
    expect(api.getAnswer.mock.calls[0][0]).toBe('a-1');
    expect(
      within(answer).queryByRole('button', { name: 'Helpful' }),
    ).not.toBeInTheDocument();
    expect(screen.queryByRole('textbox', { name: /^Ask about/ })).toBeNull();
    expect(await findViolations(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Ask something yourself' }),
    );
    expect(await question()).toBeInTheDocument();
  });

  it('opens conversations and sources as drawers on a phone', async () => {
    const api = fakeAssistantApi();
    renderPage(<ChatPage />, {
      api,
      address: '/assistant?conversation=c-1',
      width: 360,
    });
    const answer = await finishedAnswer();
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
    await userEvent.click(
      within(answer).getAllByRole('button', {
        name: 'Source 1: Runbook: Checkout',
      })[0],
    );
    const sources = await screen.findByRole('dialog', { name: 'Sources' });
    expect(within(sources).getAllByRole('listitem')[0]).toHaveAttribute(
      'aria-current',
      'true',
    );
    expect(await findViolations(sources)).toEqual([]);
    await userEvent.click(
      within(sources).getByRole('button', { name: 'Close the sources' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(
      screen.getByRole('button', { name: 'Conversations' }),
    );
    expect(
      await screen.findByRole('dialog', { name: 'Conversations' }),
    ).toBeInTheDocument();
  });

  it('speaks Russian where the portal does', async () => {
    const api = fakeAssistantApi();
    renderPage(<ChatPage />, { api, language: 'ru' });
    expect(
      await screen.findByText(/В каталоге за вами 2 объекта/),
    ).toBeInTheDocument();
    const field = screen.getByRole('textbox', { name: /^Спросите о своих/ });
    await userEvent.type(field, 'Как?{Enter}');
    expect(api.ask.mock.calls[0][0]).toMatchObject({ language: 'ru' });
    const answer = await finishedAnswer();
    expect(within(answer).getByText('без модели')).toBeInTheDocument();
    expect(
      within(answer).getByRole('heading', { name: 'Что сделать сейчас' }),
    ).toBeInTheDocument();
  });
});
