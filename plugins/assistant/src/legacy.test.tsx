import { FlatRoutes } from '@backstage/core-app-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  TestApiProvider,
  mockApis,
  renderInTestApp,
} from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import {
  AssistantPage,
  EntityAssistantContent,
  EntityHealthCard,
} from './legacy';
import { assistantApiRef } from './api';
import { fakeAssistantApi } from './testUtils/fakeAssistantApi';
import { setWidth } from './testUtils/renderPage';

const apis = () =>
  [
    [assistantApiRef, fakeAssistantApi()],
    [permissionApiRef, mockApis.permission()],
  ] as const;

/** What `Route` is in an app: the path and the page are read from it, it draws nothing. */
const Route = (_props: { path: string; element: JSX.Element }) => null;

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout' },
};

/** An app as adopters write it, at an address of the portal. */
async function renderApp(address: string, routes: JSX.Element) {
  setWidth(1440);
  window.history.replaceState(null, '', address);
  return renderInTestApp(
    <TestApiProvider apis={apis()}>
      <FlatRoutes>{routes}</FlatRoutes>
    </TestApiProvider>,
    {
      routeEntries: [address],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

describe('the old frontend system', () => {
  it('renders the chat', async () => {
    await renderApp(
      '/assistant',
      <Route path="/assistant" element={<AssistantPage />} />,
    );
    expect(
      await screen.findByRole('textbox', { name: /^Ask about your/ }),
    ).toBeInTheDocument();
    expect(screen.getByRole('tab', { name: 'Knowledge' })).toHaveAttribute(
      'href',
      '/assistant/knowledge',
    );
    expect(await screen.findByText('Documents of Nov 22')).toBeInTheDocument();
  });

  it('renders the knowledge page', async () => {
    await renderApp(
      '/assistant/knowledge',
      <Route path="/assistant" element={<AssistantPage />} />,
    );
    expect(await screen.findByRole('table')).toBeInTheDocument();
    expect(
      screen.getByRole('tab', { name: 'Knowledge', selected: true }),
    ).toBeInTheDocument();
  });

  it('renders the card of an entity, with the way to the tab', async () => {
    await renderApp(
      '/checkout',
      <Route
        path="/checkout"
        element={
          <EntityProvider entity={entity}>
            <EntityHealthCard />
          </EntityProvider>
        }
      />,
    );
    expect(
      await screen.findByRole('link', {
        name: 'Ask: Why is checkout failing?',
      }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/checkout/assistant?q=Why+is+checkout+failing%3F',
    );
  });

  it('renders the tab of an entity, also where the page is not mounted', async () => {
    await renderApp(
      '/checkout',
      <Route
        path="/checkout"
        element={
          <EntityProvider entity={entity}>
            <EntityAssistantContent />
          </EntityProvider>
        }
      />,
    );
    expect(
      await screen.findByRole('heading', { name: 'Ask about checkout' }),
    ).toBeInTheDocument();
    expect(await screen.findByRole('article')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Open in the chat' })).toBeNull();
  });
});
