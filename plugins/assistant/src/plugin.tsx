import {
  ApiBlueprint,
  PageBlueprint,
  createFrontendPlugin,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import ForumOutlinedIcon from '@material-ui/icons/ForumOutlined';
import { AssistantClient } from '@smart-assistant/backstage-plugin-assistant-common';
import { assistantApiRef } from './api';
import { rootRouteRef } from './routes';
import { titlesOfApp } from './titlesOfApp';
import { titles } from './translations/titles';

/** @internal */
export const assistantApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: assistantApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new AssistantClient(deps),
    }),
});

/**
 * One page with two tabs of its own. Sub pages of the blueprint would lose the query of
 * `/assistant?q=…` in their redirect, and their titles cannot follow a change of the language.
 * @internal
 */
export const assistantPage = PageBlueprint.makeWithOverrides({
  factory(originalFactory, { apis }) {
    return originalFactory({
      path: '/assistant',
      title: titlesOfApp(apis).page,
      icon: <ForumOutlinedIcon fontSize="inherit" />,
      routeRef: rootRouteRef,
      noHeader: true,
      loader: () =>
        import('./components/AssistantPage').then(m => <m.AssistantPage />),
    });
  },
});

/** @internal */
export const assistantEntityContent = EntityContentBlueprint.makeWithOverrides({
  factory(originalFactory, { apis }) {
    return originalFactory({
      path: 'assistant',
      title: titlesOfApp(apis).entityTab,
      filter: { kind: { $in: ['component', 'system', 'resource', 'api'] } },
      loader: () =>
        import('./components/EntityAssistantContent').then(m => (
          <m.EntityAssistantContent />
        )),
    });
  },
});

/** @internal */
export const assistantEntityHealthCard = EntityCardBlueprint.make({
  name: 'health',
  params: {
    filter: { kind: 'component' },
    type: 'info',
    loader: () =>
      import('./components/EntityHealthCard').then(m => <m.EntityHealthCard />),
  },
});

/**
 * The assistant for the new frontend system: the page `/assistant`, a tab and a card on entities.
 * @public
 */
export const assistantPlugin = createFrontendPlugin({
  pluginId: 'assistant',
  title: titles.en.page,
  icon: <ForumOutlinedIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { root: rootRouteRef },
  extensions: [
    assistantApi,
    assistantPage,
    assistantEntityContent,
    assistantEntityHealthCard,
  ],
});
