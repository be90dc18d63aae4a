import { type RouteRef as NewRouteRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
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

/** Renders a page of the plugin in an app of the new frontend system, at an address. */
export function renderPage(
  element: JSX.Element,
  options: {
    api: jest.Mocked<AssistantApi>;
    address?: string;
    width?: number;
    mayManage?: boolean;
  },
) {
  const {
    api,
    address = '/assistant',
    width = 1440,
    mayManage = true,
  } = options;
  setWidth(width);
  window.history.replaceState(null, '', address);
  return renderInTestApp(element, {
    apis: [
      [assistantApiRef, api],
      [
        permissionApiRef,
        {
          authorize: async () => ({
            result: mayManage ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
          }),
        },
      ],
    ],
    mountedRoutes: {
      '/assistant': rootRouteRef as unknown as NewRouteRef,
      '/catalog/:namespace/:kind/:name':
        entityRouteRef as unknown as NewRouteRef,
    },
  });
}
