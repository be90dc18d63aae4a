import { EntityProvider } from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import {
  conversation,
  howToEvents,
  storedAnswer,
  summary,
} from '../../testUtils/answers';
import { fakeAssistantApi, readiness } from '../../testUtils/fakeAssistantApi';
import { findViolations } from '../../testUtils/findViolations';
import { renderPage } from '../../testUtils/renderPage';
import { responseError } from '../../testUtils/responseError';
import { EntityAssistantContent } from './EntityAssistantContent';

const entity = (name: string, title?: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', title },
});

const page = (name = 'checkout', title?: string) => (
  <EntityProvider entity={entity(name, title)}>
    <EntityAssistantContent />
  </EntityProvider>
);

const noConversations = {
  listConversations: async () => ({ items: [], totalItems: 0 }),
};

const composer = () =>
  screen.findByRole('textbox', { name: /^Ask about your/ });

describe('EntityAssistantContent, state by state', () => {
  it('says that it looks for the latest conversation', async () => {
    const api = fakeAssistantApi({
      listConversations: () => new Promise(() => {}),
    });
    renderPage(page(), { api });
    expect(
      await screen.findByText('Loading the conversation'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  });

  it('lets the reader ask even where earlier conversations cannot be listed', async () => {
    const error = await responseError(500, 'The list is away.');
    const api = fakeAssistantApi({
      listConversations: async () => {
        throw error;
      },
    });
    renderPage(page(), { api });
    await userEvent.type(await composer(), 'Why?{Enter}');
    expect(await screen.findByRole('article')).toBeInTheDocument();
    expect(api.ask.mock.calls[0][0]).toMatchObject({
      question: 'Why?',
      entityRef: 'component:default/checkout',
    });
  });

  it('says why the conversation could not be opened, and tries again', async () => {
    const error = await responseError(503, 'The database is locked.');
    const api = fakeAssistantApi({
      getConversation: async () => {
        throw error;
      },
    });
    renderPage(page(), { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is locked.',
    );
    api.getConversation.mockResolvedValue(conversation());
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('article')).toBeInTheDocument();
  });

  it('shows how far the base is while it is built', async () => {
    const api = fakeAssistantApi({
      ...noConversations,
      getReadiness: async () => ({
        ...readiness,
        ready: false,
        documents: { state: 'building' },
      }),
    });
    const { container } = renderPage(page(), { api });
    expect(
      await screen.findByText(/^The documents are being built/),
    ).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);
  });

  it('picks up an answer that still runs, from where it is', async () => {
    const api = fakeAssistantApi({
      getConversation: async () =>
        conversation({
          answers: [
            storedAnswer({ state: 'running', events: howToEvents.slice(0, 6) }),
          ],
        }),
    });
    renderPage(page(), { api });
    const answer = await screen.findByRole('article');
    await waitFor(() => expect(answer).toHaveAttribute('aria-busy', 'false'));
    expect(api.resume.mock.calls[0].slice(0, 2)).toEqual(['a-1', 5]);
    expect(
      within(answer).getByRole('heading', { name: 'Do this now' }),
    ).toBeInTheDocument();
  });

  it('shows an answer that was stopped as it was left, and goes on below it', async () => {
    const api = fakeAssistantApi({
      getConversation: async () =>
        conversation({
          answers: [
            storedAnswer({ state: 'stopped', events: howToEvents.slice(0, 6) }),
          ],
        }),
    });
    renderPage(page(), { api });
    expect(await screen.findByText('Stopped here.')).toBeInTheDocument();
    await userEvent.type(await composer(), 'Go on{Enter}');
    expect(api.ask.mock.calls[0][0]).toMatchObject({ conversationId: 'c-1' });
    await waitFor(() => expect(screen.getAllByRole('article')).toHaveLength(2));
  });

  it('ends the work when the tab is left', async () => {
    const api = fakeAssistantApi({
      ...noConversations,
      async *ask() {
        yield howToEvents[0];
        await new Promise(() => {});
      },
    });
    const { unmount } = renderPage(page(), { api });
    await userEvent.type(await composer(), 'Why?{Enter}');
    expect(
      await screen.findByRole('button', { name: 'Stop' }),
    ).toBeInTheDocument();
    unmount();
    expect(api.ask.mock.calls[0][1]?.signal?.aborted).toBe(true);
  });

  it('begins anew on the page of another entity', async () => {
    function Pages() {
      const [name, setName] = useState('checkout');
      return (
        <>
          {page(name)}
          <button onClick={() => setName('orders')}>to orders</button>
        </>
      );
    }
    const api = fakeAssistantApi({
      listConversations: async query => ({
        items: query?.entityRef?.endsWith('checkout') ? [summary()] : [],
        totalItems: 1,
      }),
    });
    renderPage(<Pages />, { api });
    await screen.findByRole('article');
    await userEvent.type(await composer(), 'half a question');
    await userEvent.click(screen.getByRole('button', { name: 'to orders' }));
    expect(
      await screen.findByRole('heading', { name: 'Ask about orders' }),
    ).toBeInTheDocument();
    expect(await composer()).toHaveValue('');
    expect(screen.queryByRole('article')).not.toBeInTheDocument();
    await userEvent.type(await composer(), 'Why?{Enter}');
    expect(api.ask.mock.calls[0][0]).toMatchObject({
      entityRef: 'component:default/orders',
      conversationId: undefined,
    });
  });

  it('opens the sources as a drawer where there is no room, and closes it by keyboard', async () => {
    const api = fakeAssistantApi();
    renderPage(page(), { api, width: 800 });
    const answer = await screen.findByRole('article');
    expect(screen.queryByRole('complementary')).not.toBeInTheDocument();
    const [chip] = within(answer).getAllByRole('button', {
      name: 'Source 1: Runbook: Checkout',
    });
    chip.focus();
    await userEvent.keyboard('{Enter}');
    const drawer = await screen.findByRole('dialog', { name: 'Sources' });
    expect(within(drawer).getAllByRole('listitem')[0]).toHaveAttribute(
      'aria-current',
      'true',
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(chip).toHaveFocus();
  });

  it('asks what is suggested for the entity, in Russian in a Russian portal', async () => {
    const api = fakeAssistantApi(noConversations);
    const { container } = renderPage(page('checkout', 'Касса'), {
      api,
      language: 'ru',
    });
    expect(
      await screen.findByRole('heading', { name: /Касса/ }),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(api.getOverview.mock.calls.at(-1)?.[0]).toMatchObject({
        entityRef: 'component:default/checkout',
        language: 'ru',
      }),
    );
    expect(await screen.findByTitle('Область: Касса')).toBeInTheDocument();
    expect(await findViolations(container)).toEqual([]);
  });
});
