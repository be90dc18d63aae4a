import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { findViolations } from '../../testUtils/findViolations';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { renderPage } from '../../testUtils/renderPage';
import { ChatPage } from './ChatPage';

describe('ChatPage', () => {
  it('asks, shows the answer with its sources, and opens it in the address', async () => {
    const api = fakeAssistantApi();
    const { container } = renderPage(<ChatPage />, { api });
    expect(
      await screen.findByText('2 things in the catalog are yours:', {
        exact: false,
      }),
    ).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);

    const field = screen.getByRole('textbox', { name: /Ask about your/ });
    await userEvent.type(field, 'How do I get checkout up?{Enter}');
    expect(api.ask).toHaveBeenCalledWith(
      {
        question: 'How do I get checkout up?',
        language: 'en',
        conversationId: undefined,
        entityRef: undefined,
        environment: undefined,
      },
      { signal: expect.any(AbortSignal) },
    );
    const answer = await screen.findByRole('article');
    await waitFor(() => expect(answer).toHaveAttribute('aria-busy', 'false'));
    expect(
      within(answer).getByText('Give back the former release of checkout'),
    ).toBeInTheDocument();
    expect(
      within(answer).getAllByRole('link', {
        name: 'Source 1: Runbook: Checkout',
      })[0],
    ).toHaveAttribute(
      'href',
      '/docs/default/component/checkout/runbook/#crash-loop',
    );
    expect(within(answer).getByText('no model used')).toBeInTheDocument();
    expect(within(answer).getByText('0.3 s')).toBeInTheDocument();
    const sources = screen.getByRole('complementary', { name: 'Sources' });
    expect(within(sources).getAllByRole('listitem')).toHaveLength(2);
    expect(window.location.search).toBe('?conversation=c-1');
    expect(field).toHaveValue('');
    expect(field).toHaveFocus();
    expect(await findViolations(container)).toEqual([]);
  });
});
