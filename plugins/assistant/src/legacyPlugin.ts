import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { AssistantClient } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantApiRef } from './api';
import { entityContentRouteRef, rootRouteRef } from './routes';

/**
 * The assistant for the old frontend system.
 * @public
 */
export const assistantPlugin = createPlugin({
  id: 'assistant',
  routes: { root: rootRouteRef },
  apis: [
    createApiFactory({
      api: assistantApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AssistantClient(deps),
    }),
  ],
});

/**
 * The page, for `<Route path="/assistant" element={<AssistantPage />} />`.
 * @public
 */
export const AssistantPage = assistantPlugin.provide(
  createRoutableExtension({
    name: 'AssistantPage',
    component: () =>
      import('./components/AssistantPage').then(m => m.LegacyAssistantPage),
    mountPoint: rootRouteRef,
  }),
);

/**
 * The tab, for `<EntityLayout.Route path="/assistant" title="Ask assistant">`.
 * @public
 */
export const EntityAssistantContent = assistantPlugin.provide(
  createRoutableExtension({
    name: 'EntityAssistantContent',
    component: () =>
      import('./components/EntityAssistantContent').then(
        m => m.EntityAssistantContent,
      ),
    mountPoint: entityContentRouteRef,
  }),
);

/**
 * The card for the overview page of an entity: its health and its first finding.
 * @public
 */
export const EntityHealthCard = assistantPlugin.provide(
  createComponentExtension({
    name: 'EntityHealthCard',
    component: {
      lazy: () =>
        import('./components/EntityHealthCard').then(m => m.EntityHealthCard),
    },
  }),
);
