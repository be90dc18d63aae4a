import {
  type RootLoggerService,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';

/**
 * The mock, but a plugin that calls for a user is named as the actor, as in a real backend: without
 * it the permission plugin refuses conditional decisions.
 */
export const authFactory = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const auth = mockServices.auth({
      pluginId: plugin.getId(),
      disableDefaultAuthPolicy: false,
    });
    const issue = auth.getPluginRequestToken.bind(auth);
    auth.getPluginRequestToken = async options => {
      const { principal } = options.onBehalfOf;
      if (
        principal &&
        typeof principal === 'object' &&
        'userEntityRef' in principal
      ) {
        const actor = { subject: `plugin:${plugin.getId()}` };
        return {
          token: mockCredentials.user.token(String(principal.userEntityRef), {
            actor,
          }),
        };
      }
      return issue(options);
    };
    return auth;
  },
});

/** Keeps what the assistant logs; other plugins may name their entities. */
export function loggerFactory(logs: string[]) {
  const create = (plugin?: unknown): RootLoggerService => {
    const log = (message: string, meta?: unknown) => {
      if (plugin === 'assistant') {
        logs.push(
          `${message} ${
            meta instanceof Error ? meta.stack : JSON.stringify(meta)
          }`,
        );
      }
    };
    return {
      error: log,
      warn: log,
      info: log,
      debug: log,
      child: meta => create(meta.plugin ?? plugin),
    };
  };
  return createServiceFactory({
    service: coreServices.rootLogger,
    deps: {},
    factory: () => create(),
  });
}

export function auditorFactory(audits: string[]) {
  return createServiceFactory({
    service: coreServices.auditor,
    deps: {},
    factory: () => ({
      async createEvent({ eventId, severityLevel, meta }) {
        const end =
          (status: string) =>
          async (more?: { meta?: object; error?: Error }) => {
            audits.push(
              JSON.stringify({
                eventId,
                severityLevel,
                meta,
                status,
                ...more?.meta,
                error: more?.error?.name,
              }),
            );
          };
        return { success: end('succeeded'), fail: end('failed') };
      },
    }),
  });
}

export function userInfoFactory(groups: Record<string, string[]>) {
  return createServiceFactory({
    service: coreServices.userInfo,
    deps: {},
    factory: () => ({
      async getUserInfo({ principal }) {
        if (
          !principal ||
          typeof principal !== 'object' ||
          !('userEntityRef' in principal)
        ) {
          throw new Error('Only users have groups');
        }
        const userEntityRef = String(principal.userEntityRef);
        return {
          userEntityRef,
          ownershipEntityRefs: [
            userEntityRef,
            ...(groups[userEntityRef] ?? []),
          ],
        };
      },
    }),
  });
}

export function entitiesModule(entities: Entity[]) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'test-entities',
    register(env) {
      env.registerInit({
        deps: { catalog: catalogProcessingExtensionPoint },
        async init({ catalog }) {
          catalog.addEntityProvider({
            getProviderName: () => 'test',
            async connect(connection) {
              await connection.applyMutation({
                type: 'full',
                entities: entities.map(entity => ({
                  entity,
                  locationKey: 'test',
                })),
              });
            },
          });
        },
      });
    },
  });
}

export function policyModule(policy: PermissionPolicy) {
  return createBackendModule({
    pluginId: 'permission',
    moduleId: 'test-policy',
    register(env) {
      env.registerInit({
        deps: { policies: policyExtensionPoint },
        async init({ policies }) {
          policies.setPolicy(policy);
        },
      });
    },
  });
}
