import type { RouteRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type { AssistantApi } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantApiRef } from '../api';
import { rootRouteRef } from '../routes';

/** Sets the width that media queries see. */
export function setWidth(width: number) {
  window.matchMedia = ((query: string) => {
    const min = query.match(/min-width:\s*([\d.]+)px/);
    const max = query.match(/max-width:\s*([\d.]+)px/);
    return {
      matches:
        (!min || width >= Number(min[1])) && (!max || width <= Number(max[1])),
      media: query,
      addListener: () => {},
      removeListener: () => {},
      addEventListener: () => {},
      removeEventListener: () => {},
      onchange: null,
      dispatchEvent: () => false,
    };
  }) as typeof window.matchMedia;
}

/** References of both frontend systems work in the app; only the types of the new one are asked for. */
const asNew = (ref: unknown) => ref as RouteRef;

/** Renders a page of the plugin in an app of the new frontend system, at an address. */
export function renderPage(
  element: JSX.Element,
  options: {
    api: jest.Mocked<AssistantApi>;
    address?: string;
    width?: number;
    mayManage?: boolean;
    language?: 'en' | 'ru';
  },
) {
  const { api, address = '/assistant', width = 1440 } = options;
  const { mayManage = true, language = 'en' } = options;
  setWidth(width);
  window.localStorage.clear();
  window.history.replaceState(null, '', address);
  const result = mayManage ? AuthorizeResult.ALLOW : AuthorizeResult.DENY;
  return renderInTestApp(element, {
    apis: [
      [assistantApiRef, api],
      [permissionApiRef, { authorize: async () => ({ result }) }],
    ],
    config: {
      app: {
        extensions: [
          {
            'api:app/app-language': {
              config: {
                availableLanguages: ['en', 'ru'],
                defaultLanguage: language,
              },
            },
          },
        ],
      },
    },
    mountedRoutes: {
      '/assistant': asNew(rootRouteRef),
      '/catalog/:namespace/:kind/:name': asNew(entityRouteRef),
    },
  });
}
