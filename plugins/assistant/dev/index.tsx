import '@backstage/cli/asset-types';
// an app of its own, for development only
// eslint-disable-next-line @backstage/no-ui-css-imports-in-non-frontend -- a portal for looking at the pages alone
import '@backstage/ui/css/styles.css';
import { createApp } from '@backstage/frontend-defaults';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { useEffect } from 'react';
import ReactDOM from 'react-dom/client';
import assistantPlugin, { assistantApiRef } from '../src';
import { ScriptedAssistantApi } from './scriptedAssistantApi';
import { conversations } from './scriptedState';

const entities = ['checkout', 'orders'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default' },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
}));

/** Signs in at once: there is no server that could. */
function NobodyAsks(props: {
  onSignInSuccess(identity: {
    getProfileInfo(): Promise<{ displayName: string }>;
    getBackstageIdentity(): Promise<{
      type: 'user';
      userEntityRef: string;
      ownershipEntityRefs: string[];
    }>;
    getCredentials(): Promise<{ token?: string }>;
    signOut(): Promise<void>;
  }): void;
}) {
  const { onSignInSuccess } = props;
  useEffect(() => {
    onSignInSuccess({
      getProfileInfo: async () => ({ displayName: 'Guest' }),
      getBackstageIdentity: async () => ({
        type: 'user',
        userEntityRef: 'user:default/guest',
        ownershipEntityRefs: ['group:default/payments'],
      }),
      getCredentials: async () => ({}),
      signOut: async () => {},
    });
  }, [onSignInSuccess]);
  return null;
}

const scripted = new ScriptedAssistantApi(conversations);

const app = createApp({
  features: [
    catalogPlugin,
    assistantPlugin,
    createFrontendModule({
      pluginId: 'assistant',
      extensions: [
        ApiBlueprint.make({
          params: define =>
            define({ api: assistantApiRef, deps: {}, factory: () => scripted }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'catalog',
      extensions: [
        ApiBlueprint.make({
          params: define =>
            define({
              api: catalogApiRef,
              deps: {},
              factory: () => catalogApiMock({ entities }),
            }),
        }),
      ],
    }),
    createFrontendModule({
      pluginId: 'app',
      extensions: [
        SignInPageBlueprint.make({
          params: { loader: async () => NobodyAsks },
        }),
        ApiBlueprint.make({
          name: 'permission',
          params: define =>
            define({
              api: permissionApiRef,
              deps: {},
              factory: () => ({
                authorize: async () => ({
                  result: window.location.search.includes('manage=no')
                    ? AuthorizeResult.DENY
                    : AuthorizeResult.ALLOW,
                }),
              }),
            }),
        }),
      ],
    }),
  ],
});

ReactDOM.createRoot(document.getElementById('root')!).render(app.createRoot());
