import {
  type AppNode,
  type RouteRef,
  appLanguageApiRef,
  createRouteRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { NavContentNavItem } from '@backstage/plugin-app-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NavItem } from './NavItem';

const routeRef: RouteRef = createRouteRef();

function page(id: string, title: string): NavContentNavItem {
  const node = { spec: { id: `page:${id}` } } as AppNode;
  return { node, title, href: `/${id}`, icon: <svg />, routeRef };
}

/** What the settings page of the portal does. */
function LanguageButton(props: { language: string }) {
  const api = useApi(appLanguageApiRef);
  return (
    <button onClick={() => api.setLanguage(props.language)}>
      {props.language}
    </button>
  );
}

describe('NavItem', () => {
  it('names the assistant in the language of the portal, and follows its change', async () => {
    renderInTestApp(
      <>
        <NavItem {...page('assistant', 'Assistant')} />
        <NavItem {...page('catalog', 'Catalog')} />
        <LanguageButton language="ru" />
        <LanguageButton language="en" />
      </>,
      {
        config: {
          app: {
            extensions: [
              {
                'api:app/app-language': {
                  config: { availableLanguages: ['en', 'ru'] },
                },
              },
            ],
          },
        },
      },
    );
    expect(
      await screen.findByRole('link', { name: 'Assistant' }),
    ).toHaveAttribute('href', '/assistant');
    await userEvent.click(screen.getByRole('button', { name: 'ru' }));
    expect(
      await screen.findByRole('link', { name: 'Ассистент' }),
    ).toHaveAttribute('href', '/assistant');
    // the title of another plugin is its own business
    expect(screen.getByRole('link', { name: 'Catalog' })).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'en' }));
    expect(
      await screen.findByRole('link', { name: 'Assistant' }),
    ).toBeInTheDocument();
  });
});
