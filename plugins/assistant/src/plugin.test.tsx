import {
  ApiBlueprint,
  type AppLanguageApi,
  PageBlueprint,
  type RouteRef,
  appLanguageApiRef,
  coreExtensionData,
  createFrontendPlugin,
} from '@backstage/frontend-plugin-api';
import {
  createExtensionTester,
  renderTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { AssistantClient } from '@smart-assistant/backstage-plugin-assistant-common';
import { screen } from '@testing-library/react';
import { assistantApiRef } from './api';
import { fakeAssistantApi } from './testUtils/fakeAssistantApi';
import { setWidth } from './testUtils/renderPage';
import plugin, * as everything from '.';
import {
  assistantApi,
  assistantEntityContent,
  assistantEntityHealthCard,
  assistantPage,
} from './plugin';

/** The pages link to entities. */
const catalog = createFrontendPlugin({
  pluginId: 'catalog',
  extensions: [
    PageBlueprint.make({
      params: {
        path: '/catalog/:namespace/:kind/:name',
        routeRef: entityRouteRef as unknown as RouteRef,
        loader: async () => <p>An entity</p>,
      },
    }),
  ],
});

describe('assistantPlugin', () => {
  it('exports what other packages may use, and no more', () => {
    expect(Object.keys(everything).sort()).toEqual([
      'assistantApiRef',
      'assistantTranslationRef',
      'default',
    ]);
  });

  it('provides the client of the backend', () => {
    const factory = createExtensionTester(assistantApi).get(
      ApiBlueprint.dataRefs.factory,
    );
    expect(factory.api.id).toBe('plugin.assistant.service');
    const client = factory.factory({
      discoveryApi: { getBaseUrl: async () => 'http://x/api/assistant' },
      fetchApi: { fetch: jest.fn() },
    });
    expect(client).toBeInstanceOf(AssistantClient);
  });

  it('offers a tab on components, systems, resources and APIs only', () => {
    const tester = createExtensionTester(assistantEntityContent);
    expect(tester.get(coreExtensionData.routePath)).toBe('assistant');
    expect(tester.get(EntityContentBlueprint.dataRefs.title)).toBe(
      'Ask assistant',
    );
    const filter = tester.get(EntityContentBlueprint.dataRefs.filterFunction);
    const entity = (kind: string) => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind,
      metadata: { name: 'x' },
    });
    expect(
      ['Component', 'System', 'Resource', 'API', 'Group', 'User'].map(kind =>
        filter?.(entity(kind)),
      ),
    ).toEqual([true, true, true, true, false, false]);
  });

  it('puts a card on the overview of components only', () => {
    const filter = createExtensionTester(assistantEntityHealthCard).get(
      EntityCardBlueprint.dataRefs.filterFunction,
    );
    const of = (kind: string) =>
      filter?.({
        apiVersion: 'backstage.io/v1alpha1',
        kind,
        metadata: { name: 'x' },
      });
    expect([of('Component'), of('System'), of('Group')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it.each([
    ['ru', 'Ассистент', 'Спросить ассистента'],
    ['en', 'Assistant', 'Ask assistant'],
    // a language that the plugin does not speak
    ['de', 'Assistant', 'Ask assistant'],
  ])('names page and tab in the language of the portal: %s', (...names) => {
    const [language, page, tab] = names;
    const api: AppLanguageApi = {
      getAvailableLanguages: () => ({ languages: ['en', 'ru', 'de'] }),
      getLanguage: () => ({ language }),
      setLanguage: () => {},
      language$: () => {
        throw new Error('A title is fixed when the app starts.');
      },
    };
    const apis = [[appLanguageApiRef, api]] as const;
    expect(
      createExtensionTester(assistantPage, { apis }).get(
        coreExtensionData.title,
      ),
    ).toBe(page);
    expect(
      createExtensionTester(assistantEntityContent, { apis }).get(
        EntityContentBlueprint.dataRefs.title,
      ),
    ).toBe(tab);
  });

  it('lets the configuration of an app name them otherwise', () => {
    expect(
      createExtensionTester(assistantPage, {
        config: { title: 'Help desk' },
      }).get(coreExtensionData.title),
    ).toBe('Help desk');
    expect(
      createExtensionTester(assistantEntityContent, {
        config: { title: 'Help' },
      }).get(EntityContentBlueprint.dataRefs.title),
    ).toBe('Help');
  });

  it('mounts the page with its tabs at /assistant', async () => {
    setWidth(1440);
    window.history.replaceState(null, '', '/assistant');
    expect(
      createExtensionTester(assistantPage).get(coreExtensionData.routePath),
    ).toBe('/assistant');
    renderTestApp({
      features: [plugin, catalog],
      initialRouteEntries: ['/assistant'],
      apis: [[assistantApiRef, fakeAssistantApi()]],
    });
    expect(
      await screen.findByRole('tab', { name: 'Chat', selected: true }),
    ).toHaveAttribute('href', '/assistant');
    expect(screen.getByRole('tab', { name: 'Knowledge' })).toHaveAttribute(
      'href',
      '/assistant/knowledge',
    );
    expect(
      await screen.findByRole('textbox', { name: /^Ask about your/ }),
    ).toBeInTheDocument();
    expect(await screen.findByText('Documents of Nov 22')).toBeInTheDocument();
  });
});
