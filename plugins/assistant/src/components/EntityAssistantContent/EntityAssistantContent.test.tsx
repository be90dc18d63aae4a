import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { summary } from '../../testUtils/answers';
import { fakeAssistantApi } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { EntityAssistantContent } from './EntityAssistantContent';

const page = (
  <EntityProvider
    entity={{
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name: 'checkout', namespace: 'default' },
    }}
  >
    <EntityAssistantContent />
  </EntityProvider>
);

const entityRef = 'component:default/checkout';

describe('EntityAssistantContent', () => {
  it('asks about the entity, with suggestions for it', async () => {
    const api = fakeAssistantApi({
      listConversations: async () => ({ items: [], totalItems: 0 }),
    });
    const { container } = renderPage(page, { api });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'How do I roll checkout back?',
      }),
    );
    expect(api.getOverview.mock.calls[0][0]).toMatchObject({ entityRef });
    expect(api.listConversations.mock.calls[0][0]).toMatchObject({ entityRef });
    expect(api.ask.mock.calls[0][0]).toMatchObject({
      question: 'How do I roll checkout back?',
      entityRef,
    });
    const answer = await screen.findByRole('article');
    await waitFor(() => expect(answer).toHaveAttribute('aria-busy', 'false'));
    expect(screen.queryByRole('button', { name: /^Scope/ })).toBeNull();
    expect(
      screen.getByRole('link', { name: 'Open in the chat' }),
    ).toHaveAttribute('href', '/assistant?conversation=c-1');
    expect(await findViolations(container)).toEqual([]);
  });

  it('goes on with the latest conversation about it, and offers the earlier ones', async () => {
    const api = fakeAssistantApi({
      listConversations: async () => ({
        items: [summary(), summary({ id: 'c-0', title: 'Last month' })],
        totalItems: 2,
      }),
    });
    renderPage(page, { api });
    await screen.findByRole('article');
    expect(api.getConversation.mock.calls[0][0]).toBe('c-1');
    const earlier = screen.getByRole('region', {
      name: 'Earlier conversations about checkout',
    });
    await userEvent.click(
      within(earlier).getByRole('button', { name: /^Last month/ }),
    );
    await waitFor(() =>
      expect(api.getConversation.mock.calls.at(-1)?.[0]).toBe('c-0'),
    );
    await userEvent.click(screen.getByRole('button', { name: 'New question' }));
    await waitFor(() => expect(screen.queryByRole('article')).toBeNull());
    await userEvent.type(
      screen.getByRole('textbox', { name: /^Ask about/ }),
      'New?{Enter}',
    );
    expect(api.ask.mock.calls[0][0]).toMatchObject({
      question: 'New?',
      conversationId: undefined,
      entityRef,
    });
  });
});
